import { GRID_STEP_MS } from '../kernel/grid.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { ArmRun } from './arm-run.ts';
import type { ArmPlan } from './arms.ts';
import type { Result, ScenarioHead, Tick, Transition } from './result.ts';
import { furthestBehind, setUp, type Trial } from './trial.ts';

/** A change of state, with the arm that it happened in. */
export interface PlayedTransition extends Transition {
  readonly arm: string;
}

/** Where a playback may be sent. Both are known from the past of the run alone, so it can go back to them. */
export type Destination =
  | { readonly kind: 'instant'; readonly atMs: number }
  /** The instant at which the arm at `arm` has ended so many calls, and not one event later. */
  | { readonly kind: 'calls'; readonly arm: number; readonly count: number }
  /** The same of orders that are lost. */
  | { readonly kind: 'lost'; readonly arm: number; readonly count: number }
  /** The instant at which this order of the arm has ended, from 1; the end of the run, if it never does. */
  | { readonly kind: 'order'; readonly arm: number; readonly order: number }
  /** The instant at which so many transitions have happened, or `untilMs` if that comes first. */
  | { readonly kind: 'transitions'; readonly count: number; readonly untilMs: number };

/** What the ticks of a run count. */
const COUNTED = {
  calls: ({ calls }: Tick) => calls.successful + calls.declined + calls.failed + calls.blocked,
  lost: ({ orders }: Tick) => orders.failed + orders.blocked + orders.rejected,
  arrived: ({ orders }: Tick) => orders.arrived,
} as const;

const callsEnded =
  (count: number) =>
  (arm: ArmRun): boolean =>
    arm.callsEnded >= count;

const ordersLost =
  (count: number) =>
  (arm: ArmRun): boolean =>
    arm.ordersLost >= count;

const hasEnded =
  (order: number) =>
  (arm: ArmRun): boolean => {
    const { diary } = arm.witness!;
    diary!.await(order);
    return diary!.isOver;
  };

/**
 * A run that is led forward bit by bit, to any instant or any call. It cannot go back; but as a run is
 * the same every time, another playback led to an earlier place is as good.
 */
export class Playback {
  readonly head: ScenarioHead;
  readonly transitions: PlayedTransition[] = [];
  /** Where the present tick began. */
  tickStartMs = 0;
  private readonly trial: Trial;
  private readonly pastTicks: Tick[][];
  /** The arm that made the last step on the way to a transition. */
  private last: ArmRun | undefined;

  constructor(scenario: Scenario, plans: readonly ArmPlan[]) {
    this.pastTicks = plans.map(() => []);
    const places = new Map(plans.map(({ name }, place) => [name as string, place]));
    const observer = {
      onTick: (arm: string, tick: Tick) => void this.pastTicks[places.get(arm)!]!.push(tick),
      onTransition: (arm: string, transition: Transition) =>
        void this.transitions.push({ ...transition, arm }),
    };
    this.trial = setUp(scenario, plans, { ticks: true, lives: true }, observer);
    this.head = this.trial.head;
  }

  get arms(): readonly ArmRun[] {
    return this.trial.arms;
  }

  /** The instant to which every arm has come. */
  get nowMs(): number {
    return Math.min(...this.arms.map((arm) => (arm.isOver ? this.lastMs : arm.nowMs)));
  }

  get isOver(): boolean {
    return this.arms.every((arm) => arm.isOver || arm.nowMs >= this.head.durationMs);
  }

  /** The ticks of the arm at `place`, the present one last if it has begun. */
  ticksOf(place: number): readonly Tick[] {
    const arm = this.arms[place]!;
    const past = this.pastTicks[place]!;
    return arm.nowMs > this.tickStartMs || past.length === 0 ? [...past, arm.presentTick] : past;
  }

  /** Goes on, by at most `budget` events, and says whether it is there. */
  advance(destination: Destination, budget: number): boolean {
    const isThere = this.move(destination, budget);
    // A closed loop may end within a tick, at whatever step.
    if (this.isOver) this.closeTick(this.lastMs);
    return isThere;
  }

  /** What came of it; for a playback that is over. */
  conclude(): Result {
    return this.trial.conclude(null);
  }

  private move(destination: Destination, budget: number): boolean {
    switch (destination.kind) {
      case 'instant':
        return this.advanceTo(destination.atMs, budget) > 0;
      case 'calls':
        return this.advanceUntil(destination.arm, callsEnded(destination.count), budget);
      case 'lost':
        return this.advanceUntil(destination.arm, ordersLost(destination.count), budget);
      case 'order':
        return this.advanceUntil(destination.arm, hasEnded(destination.order), budget);
      case 'transitions':
        return this.advanceToTransition(destination.count, destination.untilMs, budget);
    }
  }

  /** The start of the tick in which so many calls, lost or arrived orders of the arm at `place` had been counted. */
  tickOf(place: number, what: keyof typeof COUNTED, counted: number): number {
    let sum = 0;
    for (const tick of this.pastTicks[place]!) {
      sum += COUNTED[what](tick);
      if (sum >= counted) return tick.startMs;
    }
    return this.tickStartMs;
  }

  private get lastMs(): number {
    return Math.max(...this.arms.map(({ nowMs }) => nowMs));
  }

  private get tickEndMs(): number {
    return Math.min(this.tickStartMs + this.head.tickMs, this.head.durationMs);
  }

  /** Returns what is left of the budget: nothing, if it did not get there. */
  private advanceTo(atMs: number, budget: number): number {
    const untilMs = Math.min(atMs, this.head.durationMs);
    let left = budget;
    while (!this.isOver) {
      const endMs = Math.min(untilMs, this.tickEndMs);
      for (const arm of this.arms) {
        if (arm.nowMs < endMs && !arm.isOver) left -= arm.advance(endMs, left);
        if (left <= 0) return 0;
      }
      this.closeTickAt(endMs);
      if (endMs === untilMs) break;
    }
    return left;
  }

  /** Event by event, so that it comes no further than it has to. */
  private advanceUntil(place: number, isThere: (arm: ArmRun) => boolean, budget: number): boolean {
    const arm = this.arms[place]!;
    for (let left = budget; left > 0; left--) {
      if (isThere(arm) || this.isOver) {
        return this.advanceOthers(arm, left) > 0;
      }
      if (arm.isOver) return this.advanceTo(this.head.durationMs, left) > 0;
      const endMs = this.tickEndMs;
      if (arm.advance(endMs, 1) > 0) continue;
      left = this.advanceOthers(arm, left);
      if (left > 0) this.closeTickAt(endMs);
    }
    return false;
  }

  private advanceToTransition(count: number, untilMs: number, budget: number): boolean {
    // Event by event, but only where there can be a transition.
    const guarded = this.arms.filter(({ breakers }) => breakers.length > 0);
    this.last ??= guarded[0];
    for (let left = budget; left > 0; left--) {
      const { last } = this;
      if (this.isOver || (last === undefined && this.nowMs >= untilMs)) return true;
      if (last === undefined) return this.advanceTo(untilMs, left) > 0;
      if (this.transitions.length >= count || last.nowMs >= untilMs) {
        return this.advanceOthers(last, left) > 0;
      }
      const endMs = Math.min(untilMs, this.tickEndMs);
      const behind = furthestBehind(guarded, endMs);
      if (behind !== undefined) {
        this.last = behind;
        behind.advance(endMs, 1);
      } else if (this.advanceTo(endMs, left) === 0) {
        return false;
      }
    }
    return false;
  }

  /**
   * Brings the other arms to where `arm` is, and past all that happens there: arms share their instants.
   * Returns what is left of the budget: nothing, if they did not get there.
   */
  private advanceOthers(arm: ArmRun, budget: number): number {
    const instant = Math.min(this.tickEndMs, arm.nowMs + GRID_STEP_MS);
    let left = budget;
    for (const other of this.arms) {
      if (other !== arm && other.nowMs < instant) left -= other.advance(instant, left);
      if (left <= 0) return 0;
    }
    return left;
  }

  private closeTickAt(endMs: number): void {
    if (endMs >= this.tickEndMs) this.closeTick(endMs);
  }

  private closeTick(endMs: number): void {
    for (const arm of this.arms) if (arm.nowMs > this.tickStartMs) arm.closeTick();
    this.tickStartMs = endMs;
  }
}
