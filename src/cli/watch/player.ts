import type { ArmPlan } from '../../experiment/arms.ts';
import { type Destination, Playback } from '../../experiment/playback.ts';
import type { Result } from '../../experiment/result.ts';
import { verdictOf } from '../../experiment/verdict/overall.ts';
import { instantOf, scriptEvents } from '../../report/watch/events.ts';
import type { OrderLife, WatchView } from '../../report/watch/view.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { pastEvents, watchedArms } from './watched.ts';

/** What a viewer may ask of the player. */
export type Wish =
  | 'play or pause'
  | 'next call'
  | 'call before'
  | 'next tick'
  | 'tick before'
  | 'next event'
  | 'event before'
  | 'other arm'
  | 'faster'
  | 'slower'
  | 'restart'
  | 'to the start'
  | 'to the end';

/** Virtual time per real time. */
const SPEEDS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6,
];
/** A run played at the usual speed is over after about so long. */
const USUAL_MS = 45_000;
/** Events between two looks at the clock: about a millisecond of work. */
const SLICE = 2_000;

export function usualSpeed(durationMs: number): number {
  return SPEEDS.find((speed) => durationMs / speed <= USUAL_MS) ?? SPEEDS.at(-1)!;
}

/** Leads a playback where the viewer wants it, a little at a time. */
export class Player {
  speed: number;
  playing: boolean;
  private readonly scenario: Scenario;
  private readonly plans: readonly ArmPlan[];
  private playback: Playback;
  private focus: number;
  /** Where to go, one after the other; empty when there. */
  private route: Destination[] = [];
  private readonly wishes: Wish[] = [];
  /** Whether the last step was by a call: its order is shown then. */
  private showsLife = false;
  private result: Result | null = null;

  constructor(
    scenario: Scenario,
    plans: readonly ArmPlan[],
    { speed, playing }: { speed: number; playing: boolean },
  ) {
    this.scenario = scenario;
    this.plans = plans;
    this.speed = speed;
    this.playing = playing;
    this.playback = new Playback(scenario, plans);
    // Of two, the arm with the breaker is the last.
    this.focus = plans.length - 1;
  }

  /** A wish made on the way somewhere waits its turn: two steps back are two steps back. */
  wish(wish: Wish): void {
    if (this.mode === 'travelling') this.wishes.push(wish);
    else this.fulfil(wish);
  }

  /** Works towards where it should be while `hasTime`; `elapsedMs` of real time have gone by. */
  work(elapsedMs: number, hasTime: () => boolean): void {
    if (this.playing && this.route.length === 0 && !this.playback.isOver) {
      this.route = [instant(this.playback.nowMs + elapsedMs * this.speed)];
    }
    while (hasTime() && (this.route.length > 0 || this.wishes.length > 0)) {
      if (this.route.length === 0) this.fulfil(this.wishes.shift()!);
      else if (this.playback.advance(this.route[0]!, SLICE)) this.route = this.route.slice(1);
    }
    if (!this.playback.isOver || this.route.length > 0) return;
    this.playing = false;
    this.result ??= this.playback.conclude();
  }

  view(help: boolean): WatchView {
    const { playback } = this;
    return {
      head: playback.head,
      nowMs: playback.nowMs,
      mode: this.mode,
      speed: this.speed,
      arms: watchedArms(playback, this.scenario),
      focus: this.focus,
      events: pastEvents(playback),
      life: this.life(),
      verdict: this.verdict(),
      help,
    };
  }

  private fulfil(wish: Wish): void {
    switch (wish) {
      case 'play or pause':
        this.playOrPause();
        break;
      case 'next call':
        this.step({ kind: 'calls', arm: this.focus, calls: this.callsEnded + 1 });
        this.showsLife = true;
        break;
      case 'call before':
        this.backToCall(this.callsEnded - 1);
        break;
      case 'next tick':
        this.step(instant(this.playback.tickStartMs + this.scenario.tick));
        break;
      case 'tick before':
        this.back([instant(this.tickBefore())]);
        break;
      case 'next event':
        this.step(this.nextEvent());
        break;
      case 'event before':
        this.back([this.eventBefore()]);
        break;
      case 'other arm':
        this.focus = (this.focus + 1) % this.plans.length;
        this.showsLife = false;
        break;
      case 'faster':
        this.speed = SPEEDS.find((speed) => speed > this.speed) ?? this.speed;
        break;
      case 'slower':
        this.speed = SPEEDS.filter((speed) => speed < this.speed).at(-1) ?? this.speed;
        break;
      case 'restart':
        this.back([]);
        this.playing = true;
        break;
      case 'to the start':
        this.back([]);
        break;
      case 'to the end':
        this.step(instant(this.scenario.duration));
        break;
    }
  }

  private get mode(): WatchView['mode'] {
    if (this.playing) return 'playing';
    if (this.route.length > 0) return 'travelling';
    return this.playback.isOver ? 'over' : 'paused';
  }

  private get callsEnded(): number {
    return this.playback.arms[this.focus]!.callsEnded;
  }

  private playOrPause(): void {
    if (this.playback.isOver) this.back([]);
    this.playing = !this.playing;
    this.route = [];
    this.showsLife = false;
  }

  private step(destination: Destination): void {
    this.playing = false;
    this.showsLife = false;
    this.route = [destination];
  }

  private back(route: readonly Destination[]): void {
    this.playing = false;
    this.showsLife = false;
    this.result = null;
    this.route = [...route];
    this.playback = new Playback(this.scenario, this.plans);
  }

  /** Fast to the start of the call's tick, and from there call by call. */
  private backToCall(calls: number): void {
    if (calls < 1) {
      this.back([]);
      return;
    }
    const tickStartMs = this.playback.tickOfCall(this.focus, calls);
    this.back([instant(tickStartMs), { kind: 'calls', arm: this.focus, calls }]);
    this.showsLife = true;
  }

  private tickBefore(): number {
    const { nowMs, tickStartMs } = this.playback;
    return nowMs > tickStartMs ? tickStartMs : tickStartMs - this.scenario.tick;
  }

  private nextEvent(): Destination {
    const { nowMs, transitions } = this.playback;
    const marks = this.marks.filter((atMs) => atMs > nowMs);
    const untilMs = Math.min(...marks, this.scenario.duration);
    return { kind: 'transitions', count: transitions.length + 1, untilMs };
  }

  private eventBefore(): Destination {
    const { nowMs, transitions } = this.playback;
    const markMs = Math.max(0, ...this.marks.filter((atMs) => atMs < nowMs));
    const count = transitions.filter(({ atMs }) => atMs < nowMs).length;
    const atMs = transitions[count - 1]?.atMs ?? 0;
    return atMs > markMs
      ? { kind: 'transitions', count, untilMs: this.scenario.duration }
      : instant(markMs);
  }

  /** Where the script begins or ends something. */
  private get marks(): number[] {
    return scriptEvents(this.playback.head.script ?? []).map(instantOf);
  }

  private life(): OrderLife | null {
    const arm = this.playback.arms[this.focus]!;
    const order = arm.witness?.lastCallOf ?? 0;
    if (!this.showsLife || order === 0) return null;
    return { arm: arm.name, order, happenings: arm.witness!.lifeOf(order) };
  }

  private verdict(): readonly string[] | null {
    if (this.result === null) return null;
    const verdict = verdictOf(this.result);
    if (verdict.length > 0) return verdict;
    const { orders } = this.result.arms[0]!.totals;
    return [`${orders.paid} of ${orders.arrived} orders paid.`];
  }
}

function instant(atMs: number): Destination {
  return { kind: 'instant', atMs };
}
