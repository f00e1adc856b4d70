import type { OrderCounts, ScenarioHead, Tick, Transition } from '../../experiment/result.ts';
import type { Happening } from '../../model/books/happening.ts';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';

/** All that a screen of `watch` shows: facts only, so that it can be drawn at any size. */
export interface WatchView {
  readonly head: ScenarioHead;
  readonly nowMs: number;
  readonly mode: Mode;
  /** Virtual time per real time. */
  readonly speed: number;
  readonly arms: readonly WatchedArm[];
  /** The arm whose calls are stepped through, by its place. */
  readonly focus: number;
  /** What has happened, the latest last. */
  readonly events: readonly WatchEvent[];
  /** The order that is looked at, after a step by a call. */
  readonly life: OrderLife | null;
  /** What came of it; null until the end. */
  readonly verdict: readonly string[] | null;
  readonly help: boolean;
}

/** `travelling`: on the way to where the viewer wants to be. */
export type Mode = 'playing' | 'paused' | 'travelling' | 'over';

export interface WatchedArm {
  readonly name: string;
  /** The present tick is the last. */
  readonly ticks: readonly Tick[];
  readonly orders: OrderCounts;
  /** Deferred orders that have been paid. */
  readonly paidLater: number;
  /** As they stand now, the outermost first. */
  readonly breakers: readonly { readonly name: string; readonly state: BreakerStateName }[];
  readonly transitions: readonly Transition[];
  readonly limits: Limits;
}

/** Null: no limit. */
export interface Limits {
  readonly workers: number | null;
  readonly backlog: number | null;
  readonly capacity: number | null;
  readonly queue: number | null;
}

export type WatchEvent =
  | { readonly kind: 'transition'; readonly arm: string; readonly transition: Transition }
  | { readonly kind: 'script'; readonly atMs: number; readonly words: string };

export interface OrderLife {
  readonly arm: string;
  /** Counted from 1. */
  readonly order: number;
  readonly happenings: readonly Happening[];
}

export interface FrameSize {
  readonly columns: number;
  readonly rows: number;
}
