import type { Happening } from '../model/books/happening.ts';
import type { CallRecord } from './call-record.ts';
import type { ScenarioHead, Tick, Transition } from './result.ts';

/** Told of what happens while it happens. */
export interface Observer {
  onStart?(head: ScenarioHead, arms: readonly string[]): void;
  onTick?(arm: string, tick: Tick): void;
  onTransition?(arm: string, transition: Transition): void;
  /** Calls are recorded only where somebody listens: it costs. */
  onCall?(record: CallRecord): void;
  /** All that happens to the orders that are followed, numbered from 1. */
  onHappening?(arm: string, order: number, happening: Happening): void;
}
