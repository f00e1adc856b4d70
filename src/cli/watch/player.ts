import type { ArmPlan } from '../../experiment/arms.ts';
import { type Destination, Playback } from '../../experiment/playback.ts';
import type { Result } from '../../experiment/result.ts';
import type { WatchView } from '../../report/watch/view.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { lifeOf, type OrderChoice } from './order-choice.ts';
import { pastEvents, type Room, roomIn, verdictWords, watchedArms } from './watched.ts';
import {
  backTo,
  type Counted,
  countedIn,
  eventBefore,
  instant,
  nextEvent,
  tickBefore,
} from './waypoints.ts';

/** What a viewer may ask of the player. */
type NamedWish =
  | 'play or pause'
  | 'next call'
  | 'call before'
  | 'next lost'
  | 'lost before'
  | 'slowest'
  | 'next tick'
  | 'tick before'
  | 'next event'
  | 'event before'
  | 'other arm'
  | 'next service'
  | 'service before'
  | 'all services'
  | 'faster'
  | 'slower'
  | 'restart'
  | 'to the start'
  | 'to the end';

/** An order is wished for by its number, from 1. */
export type Wish = NamedWish | { readonly order: number };

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

export interface PlayerOptions {
  readonly speed: number;
  readonly playing: boolean;
  /** The service to look at first; null: all of them. */
  readonly service: string | null;
}

/** Leads a playback where the viewer wants it, a little at a time. */
export class Player {
  speed: number;
  playing: boolean;
  private readonly scenario: Scenario;
  private readonly plans: readonly ArmPlan[];
  private readonly rooms: readonly Room[];
  private playback: Playback;
  private focus: number;
  private service: string | null;
  /** Where to go, one after the other; empty when there. */
  private route: Destination[] = [];
  private readonly wishes: Wish[] = [];
  /** The order that is shown, after a step to one. */
  private choice: OrderChoice | null = null;
  private result: Result | null = null;

  constructor(
    scenario: Scenario,
    plans: readonly ArmPlan[],
    { speed, playing, service }: PlayerOptions,
  ) {
    this.scenario = scenario;
    this.plans = plans;
    this.rooms = plans.map((plan) => roomIn(scenario, plan));
    this.speed = speed;
    this.playing = playing;
    this.service = service;
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

  view(help: boolean, typed: string | null): WatchView {
    const { playback } = this;
    return {
      head: playback.head,
      nowMs: playback.nowMs,
      mode: this.mode,
      speed: this.speed,
      arms: watchedArms(playback, this.rooms),
      focus: this.focus,
      service: this.service,
      events: pastEvents(playback),
      life: lifeOf(this.arm, this.choice),
      typed,
      verdict: this.result && verdictWords(this.result),
      help,
    };
  }

  private fulfil(wish: Wish): void {
    if (typeof wish === 'object') this.goToOrder(wish.order);
    else this.deeds[wish]();
  }

  private readonly deeds: Readonly<Record<NamedWish, () => void>> = {
    'play or pause': () => this.playOrPause(),
    'next call': () => this.stepBy('calls', 1),
    'call before': () => this.stepBy('calls', -1),
    'next lost': () => this.stepBy('lost', 1),
    'lost before': () => this.stepBy('lost', -1),
    slowest: () => this.showSlowest(),
    'next tick': () => this.step(instant(this.playback.tickStartMs + this.scenario.tick)),
    'tick before': () => this.back([tickBefore(this.playback)]),
    'next event': () => this.step(nextEvent(this.playback)),
    'event before': () => this.back([eventBefore(this.playback)]),
    'other arm': () => this.turnToOtherArm(),
    'next service': () => this.turnTo(1),
    'service before': () => this.turnTo(-1),
    'all services': () => {
      this.service = null;
    },
    faster: () => {
      this.speed = SPEEDS.find((speed) => speed > this.speed) ?? this.speed;
    },
    slower: () => {
      this.speed = SPEEDS.filter((speed) => speed < this.speed).at(-1) ?? this.speed;
    },
    restart: () => {
      this.back([]);
      this.playing = true;
    },
    'to the start': () => this.back([]),
    'to the end': () => this.step(instant(this.scenario.duration)),
  };

  private get mode(): WatchView['mode'] {
    if (this.playing) return 'playing';
    if (this.route.length > 0) return 'travelling';
    return this.playback.isOver ? 'over' : 'paused';
  }

  /** To the next of what is counted, or the one before; its order is shown then. */
  private stepBy(kind: Counted, by: 1 | -1): void {
    const { focus: arm } = this;
    const count = countedIn(this.arm, kind) + by;
    if (by === 1) this.step({ kind, arm, count });
    else this.back(backTo(this.playback, kind, arm, count));
    this.choice = kind === 'calls' ? { kind: 'last call' } : { kind, count };
  }

  private get arm() {
    return this.playback.arms[this.focus]!;
  }

  private playOrPause(): void {
    if (this.playback.isOver) this.back([]);
    this.playing = !this.playing;
    this.route = [];
    this.choice = null;
  }

  private step(destination: Destination): void {
    this.playing = false;
    this.choice = null;
    this.route = [destination];
  }

  private back(route: readonly Destination[]): void {
    this.playing = false;
    this.choice = null;
    this.result = null;
    this.route = [...route];
    this.playback = new Playback(this.scenario, this.plans);
  }

  /** The other arm has the same orders: the one that is shown stays. */
  private turnToOtherArm(): void {
    const life = lifeOf(this.arm, this.choice);
    this.choice = life && { kind: 'number', order: life.order };
    this.focus = (this.focus + 1) % this.plans.length;
  }

  /** To the end of this order: on, or back where it has arrived already. */
  private goToOrder(order: number): void {
    const there: Destination = { kind: 'order', arm: this.focus, order };
    if (this.arm.ordersArrived < order) this.step(there);
    else this.back([instant(this.playback.tickOf(this.focus, 'arrived', order)), there]);
    this.choice = { kind: 'number', order };
  }

  private showSlowest(): void {
    const { nowMs, head } = this.playback;
    const order = this.arm.witness!.diary!.slowestSince(nowMs - head.tickMs);
    this.playing = false;
    this.choice = order === 0 ? null : { kind: 'number', order };
  }

  /** Goes round: all services, the first, the next one. */
  private turnTo(step: 1 | -1): void {
    const names = [null, ...this.arm.graph.services];
    const place = names.indexOf(this.service) + step;
    this.service = names[(place + names.length) % names.length]!;
  }
}
