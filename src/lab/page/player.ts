import { instant as instantText, tickDecimals } from '../../report/figures.ts';
import { html } from '../../report/html/page/dom.ts';
import type { Motion } from './motion.ts';

/** Whole runs are over in so long, unless another speed is chosen. */
const WHOLE_MS = 60_000;
const SPEEDS = [0.1, 0.5, 1, 2, 5, 10, 20, 60];

/** Leads a motion through the time of its run: it plays, or goes where it is sent. */
export class Player {
  readonly element: HTMLElement;
  private readonly motion: Motion;
  private readonly durationMs: number;
  private readonly tickMs: number;
  private readonly onTick: (tick: number) => void;
  private readonly play = html('button', { type: 'button', class: 'action' }, 'Play');
  private readonly slider: HTMLInputElement;
  private readonly when = html('output', { class: 'when' });
  private readonly speeds: HTMLSelectElement;
  private atMs = 0;
  private lastFrame: number | undefined;
  private tick = -1;

  constructor(
    motion: Motion,
    times: { readonly durationMs: number; readonly tickMs: number; readonly atMs: number },
    onTick: (tick: number) => void,
  ) {
    this.motion = motion;
    this.durationMs = times.durationMs;
    this.tickMs = times.tickMs;
    this.atMs = times.atMs;
    this.onTick = onTick;
    this.slider = html('input', {
      type: 'range',
      min: 0,
      max: this.durationMs,
      step: Math.max(1, Math.round(this.tickMs / 20)),
      'aria-label': 'Time of the run',
    });
    this.speeds = speedChoice(this.durationMs / WHOLE_MS);
    const next = html('button', { type: 'button', class: 'action' }, 'Follow the next order');
    next.addEventListener('click', () => {
      motion.chooseNext();
      this.draw();
    });
    this.play.addEventListener('click', () => this.toggle());
    this.slider.addEventListener('input', () => this.goTo(Number(this.slider.value)));
    this.element = html(
      'section',
      { class: 'player', 'aria-label': 'Orders in motion' },
      html('div', { class: 'scrub' }, this.play, this.speeds, this.when, this.slider, next),
      motion.element,
    );
    new ResizeObserver(() => this.draw()).observe(motion.element);
    motion.element.addEventListener('click', () => this.draw());
  }

  /** Ends for good. */
  stop(): void {
    this.lastFrame = undefined;
  }

  start(): void {
    if (this.atMs >= this.durationMs) this.atMs = 0;
    this.lastFrame = 0;
    this.play.textContent = 'Pause';
    requestAnimationFrame((now) => this.frame(now));
  }

  private toggle(): void {
    if (this.lastFrame === undefined) this.start();
    else this.pause();
  }

  private pause(): void {
    this.lastFrame = undefined;
    this.play.textContent = 'Play';
  }

  private frame(now: number): void {
    if (this.lastFrame === undefined) return;
    // A tab that was away goes on where it was.
    const passed = this.lastFrame === 0 ? 0 : Math.min(100, now - this.lastFrame);
    this.lastFrame = now;
    this.goTo(this.atMs + passed * this.speed);
    if (this.atMs >= this.durationMs) this.pause();
    else requestAnimationFrame((next) => this.frame(next));
  }

  private get speed(): number {
    return Number(this.speeds.value);
  }

  private goTo(ms: number): void {
    this.atMs = Math.min(this.durationMs, ms);
    this.draw();
    const tick = Math.floor(Math.min(this.atMs, this.durationMs - 1) / this.tickMs);
    if (tick !== this.tick) this.onTick(tick);
    this.tick = tick;
  }

  private draw(): void {
    const text = instantText(this.atMs, Math.max(1, tickDecimals(this.tickMs)));
    this.when.textContent = text;
    this.slider.value = String(this.atMs);
    this.slider.setAttribute('aria-valuetext', text);
    this.motion.draw(this.atMs, this.speed);
  }
}

function speedChoice(usual: number): HTMLSelectElement {
  const own = Number(usual.toPrecision(2));
  const all = [...new Set([...SPEEDS, own])].sort((a, b) => a - b);
  const select = html(
    'select',
    { 'aria-label': 'Speed' },
    ...all.map((speed) => html('option', { value: speed }, `${speed}×`)),
  );
  select.value = String(own);
  return select;
}
