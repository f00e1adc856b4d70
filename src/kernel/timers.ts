import type { SlotColumns } from './slot-pool.ts';

/** At most one pending timer per slot; `fire(slot)` is called when it is due. */
export interface Timers extends SlotColumns {
  /** The slot's timer goes off after `delayMs`. */
  start(slot: number, delayMs: number): void;
  /** The slot's timer, which must be pending, does not go off; it leaves nothing behind. */
  cancel(slot: number): void;
}
