import type { Clock } from '../../clock.ts';
import { type CircuitState, CLOSED, HALF_OPEN } from '../state.ts';
import type { Answer, Exchange } from './exchange.ts';
import { asRead, type Move, readRecord, type SharedRecord } from './shared-record.ts';

/** What one process knows of the record, and has not told yet. */
export class RecordLine {
  record: SharedRecord = readRecord(null);
  /** When it was read. */
  readMs = Number.NEGATIVE_INFINITY;
  /** The store's time less ours. */
  aheadMs = 0;
  /** Whether the store did not answer when it was asked last. */
  isAway = false;
  private readonly exchange: Exchange;
  private readonly clock: Clock;
  private readonly onRead: (known: SharedRecord, now: number) => void;
  /** What the store could not be told, for it was away. */
  private untold: Move | undefined;

  /** `onRead` is told what was known before, after each answer. */
  constructor(
    exchange: Exchange,
    clock: Clock,
    onRead: (known: SharedRecord, now: number) => void,
  ) {
    this.exchange = exchange;
    this.clock = clock;
    this.onRead = onRead;
  }

  /** The circuit as it stands by the record. */
  stateAt(now: number): CircuitState {
    const { state, untilMs } = this.record;
    if (state === 'closed') return CLOSED;
    const ownUntilMs = untilMs - this.aheadMs;
    return state === 'open' && ownUntilMs > now ? { name: 'open', untilMs: ownUntilMs } : HALF_OPEN;
  }

  /** Whether somebody probes and may go on with it. */
  isLeased(now: number): boolean {
    const { state, untilMs } = this.record;
    return state === 'half-open' && now + this.aheadMs < untilMs;
  }

  /** Makes the move, or finds that it may not be made; never rejects. */
  async make(move: Move): Promise<void> {
    let answer: Answer;
    try {
      answer = await this.exchange.make(move);
    } catch {
      this.isAway = true;
      return;
    }
    this.isAway = false;
    if (this.untold === move) this.untold = undefined;
    const { record: known } = this;
    const now = this.clock.now();
    this.aheadMs = answer.nowMs - now;
    this.readMs = now;
    this.record = answer.record;
    this.onRead(known, now);
  }

  /** Makes the move, with the next question if need be. */
  inform(move: Move): void {
    this.untold = move;
    void this.make(move);
  }

  /** Reads the record, once it is told what it has not been told. */
  catchUp(): Promise<void> {
    return this.make(this.untold ?? asRead);
  }

  forgetUntold(): void {
    this.untold = undefined;
  }
}
