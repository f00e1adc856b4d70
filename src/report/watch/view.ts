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
  /** The service of a graph that is looked at; null: all of them. */
  readonly service: string | null;
  /** What has happened, the latest last. */
  readonly events: readonly WatchEvent[];
  /** The order that is looked at, after a step by a call or to an order. */
  readonly life: OrderLife | null;
  /** What has been typed of the number of an order; null: none is being typed. */
  readonly typed: string | null;
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
  readonly breakers: readonly WatchedBreaker[];
  readonly transitions: readonly Transition[];
  readonly limits: Limits;
  /** Null of the short form. */
  readonly graph: WatchedGraph | null;
}

export interface WatchedBreaker {
  readonly name: string;
  /** That most of its circuits are in. */
  readonly state: BreakerStateName;
  readonly link: WatchedLink;
  readonly circuits: number;
  /** Of them, those that are open and half-open. */
  readonly open: number;
  readonly halfOpen: number;
}

export interface WatchedLink {
  readonly from: string;
  readonly to: string;
}

export interface WatchedGraph {
  /** The front first. */
  readonly services: readonly WatchedService[];
  readonly links: readonly WatchedLink[];
}

/** Null: no limit. Both of all instances together. */
export interface WatchedService {
  readonly name: string;
  readonly instances: number;
  readonly places: number | null;
  readonly queue: number | null;
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
