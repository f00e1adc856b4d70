import { durationText } from '../../kernel/quantity-text.ts';
import type { SettingPath } from '../../kernel/settings.ts';
import { html } from '../../report/html/page/dom.ts';
import { SCALES } from '../knobs/scale.ts';
import { type ScriptEntry, scriptEntries } from '../knobs/script-knobs.ts';
import { rewritten, type Writing } from '../knobs/turn.ts';
import type { Bench } from './bench.ts';

/** A stretch of trouble on the run's time. */
interface Stretch {
  readonly path: SettingPath;
  readonly fromMs: number;
  /** To the end of the run where it has no end. */
  readonly lastsMs: number;
  readonly words: string;
}

/** What of it a hand has hold of. */
type Grip = 'whole' | 'start' | 'end';

/**
 * The script on the run's time: each trouble a bar to be dragged, and stretched by its ends. By keyboard the knobs
 * of the trouble do the same.
 */
export function timeline(bench: Bench): HTMLElement {
  const element = html('div', { class: 'timeline', 'aria-hidden': 'true' });
  let held: Held | undefined;
  const show = () => {
    if (bench.sound === undefined) return;
    const wholeMs = bench.sound.scenario.duration;
    const stretches = scriptEntries(bench.sound.settings).flatMap((one) => stretchOf(one, wholeMs));
    element.hidden = stretches.length === 0;
    const bars = stretches.map((one) => bar(one, wholeMs));
    element.replaceChildren(...bars, ends(wholeMs));
  };
  element.addEventListener('pointerdown', (event) => {
    held = take(event, bench, element);
    if (held !== undefined) element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', ({ clientX }) => held?.move(clientX));
  element.addEventListener('pointerup', ({ clientX }) => {
    held?.move(clientX);
    held = undefined;
  });
  bench.watch(show);
  show();
  return element;
}

function stretchOf({ path, entry, group }: ScriptEntry, wholeMs: number): Stretch[] {
  const { at, for: lasts, ...changes } = entry;
  const fromMs = SCALES.instant.read(at);
  if (fromMs === undefined) return [];
  const lastsMs = SCALES.instant.read(lasts) ?? wholeMs - fromMs;
  const told = Object.entries(changes).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return [{ path, fromMs, lastsMs, words: `${group}: ${told.join(', ').replaceAll('"', '')}` }];
}

function bar({ path, fromMs, lastsMs, words }: Stretch, wholeMs: number): HTMLElement {
  const own = html(
    'div',
    { class: 'stretch', title: words, 'data-path': JSON.stringify(path) },
    html('span', { 'data-grip': 'start' }),
    html('span', { 'data-grip': 'end' }),
  );
  own.style.left = `${(100 * fromMs) / wholeMs}%`;
  own.style.width = `${(100 * Math.min(lastsMs, wholeMs - fromMs)) / wholeMs}%`;
  return html('div', { class: 'track' }, own);
}

function ends(wholeMs: number): HTMLElement {
  return html('p', {}, html('span', {}, '0s'), html('span', {}, durationText(wholeMs)));
}

interface Held {
  move(clientX: number): void;
}

function take(event: PointerEvent, bench: Bench, element: HTMLElement): Held | undefined {
  const target = event.target as HTMLElement;
  const own = target.closest<HTMLElement>('.stretch');
  if (own === null || bench.sound === undefined) return undefined;
  const grip = (target.dataset.grip ?? 'whole') as Grip;
  const path = JSON.parse(own.dataset.path!) as SettingPath;
  const wholeMs = bench.sound.scenario.duration;
  const entry = scriptEntries(bench.sound.settings).find((one) => same(one.path, path))!;
  const [stretch] = stretchOf(entry, wholeMs);
  const { text } = bench.material;
  const startX = event.clientX;
  const width = element.clientWidth;
  return {
    move(clientX) {
      const byMs = ((clientX - startX) / width) * wholeMs;
      const writings = moved(stretch!, grip, byMs, wholeMs);
      // From the text as it was when it was taken hold of: there and back is no change.
      bench.write(rewritten(text, writings));
    },
  };
}

/** Where it is after it was moved by so much, on the stops of the knobs. */
function moved(
  { path, fromMs, lastsMs }: Stretch,
  grip: Grip,
  byMs: number,
  wholeMs: number,
): Writing[] {
  const stops = SCALES.instant.stops(0, wholeMs);
  const step = stops[1] ?? wholeMs;
  const by = Math.round(byMs / step) * step;
  const write = (key: string, ms: number): Writing => ({
    path: [...path, key],
    value: SCALES.instant.write(ms),
  });
  const endMs = fromMs + lastsMs;
  switch (grip) {
    case 'whole':
      return [write('at', Math.max(0, Math.min(wholeMs - lastsMs, fromMs + by)))];
    case 'start': {
      const from = Math.max(0, Math.min(endMs - step, fromMs + by));
      return [write('at', from), write('for', endMs - from)];
    }
    case 'end':
      return [write('for', Math.max(step, Math.min(wholeMs - fromMs, lastsMs + by)))];
  }
}

function same(one: SettingPath, other: SettingPath): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
