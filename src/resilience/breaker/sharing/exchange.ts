import type { Clock } from '../../clock.ts';
import { type Move, readRecord, type SharedRecord } from './shared-record.ts';
import type { Kept, SharedStore } from './shared-store.ts';

/** How often a move is tried again because others moved at the same time. */
const MOST_TRIES = 16;
/** How long the store keeps a record that nobody touches, beyond the time that it speaks of. */
const KEEP_MS = 86_400_000;

export interface Answer {
  readonly record: SharedRecord;
  /** The store's time. */
  readonly nowMs: number;
}

/** Reads and moves the record under one key; whoever does not answer in time counts as away. */
export class Exchange {
  private readonly store: SharedStore;
  private readonly key: string;
  private readonly patienceMs: number;
  private readonly clock: Clock;

  constructor(store: SharedStore, key: string, patienceMs: number, clock: Clock) {
    this.store = store;
    this.key = key;
    this.patienceMs = patienceMs;
    this.clock = clock;
  }

  /** Makes the move by a conditional write, again where another came before; rejects where the store is away. */
  async make(move: Move): Promise<Answer> {
    let kept: Kept = await this.patiently(() => this.store.read(this.key));
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const record = readRecord(kept.value);
      const next = move(record, kept.nowMs);
      if (next === undefined) return { record, nowMs: kept.nowMs };
      const keepMs = KEEP_MS + Math.max(0, Math.ceil(next.untilMs - kept.nowMs));
      const { value: expected } = kept;
      const answer = await this.patiently(() =>
        this.store.swap(this.key, expected, JSON.stringify(next), keepMs),
      );
      if (answer.isSwapped) return { record: next, nowMs: answer.nowMs };
      kept = answer;
    }
    throw new Error(`the record under ${JSON.stringify(this.key)} changes too fast to be written`);
  }

  private patiently<Result>(act: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const cancel = this.clock.setTimer(
        this.patienceMs,
        () => reject(new Error(`the store did not answer within ${this.patienceMs} ms`)),
        true,
      );
      // A store may throw before there is a promise.
      (async () => act())().then(resolve, reject).finally(cancel);
    });
  }
}
