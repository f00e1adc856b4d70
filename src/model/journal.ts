import type { Agenda } from '../kernel/agenda.ts';
import type { BreakerStateName, BreakerTransition } from '../resilience/breaker/state.ts';
import type { Orders } from './orders.ts';
import { OUTCOME, type Outcome } from './outcome.ts';
import type { BreakerStage } from './pipeline/breaker-stage.ts';

/** One call as it became known. */
export interface JournalEntry {
  readonly atMs: number;
  /** Both counted from 1. */
  readonly order: number;
  readonly call: number;
  readonly startedMs: number;
  readonly stateBefore: BreakerStateName | null;
  readonly outcome: 'successful' | 'declined' | 'failed' | 'timed out' | 'blocked';
  readonly stateAfter: BreakerStateName | null;
  readonly why: string;
  /** Whose states these are: the breaker that blocked the call, or the outermost. */
  readonly breaker: string | null;
}

type Draft = { -readonly [Key in keyof JournalEntry]: JournalEntry[Key] };

const WORDS = {
  [OUTCOME.successful]: 'successful',
  [OUTCOME.declined]: 'declined',
  [OUTCOME.failed]: 'failed',
  [OUTCOME.timedOut]: 'timed out',
  [OUTCOME.blocked]: 'blocked',
} as const;

/**
 * Writes down every call, for those who follow a run by hand. A call is noted as its outcome arrives,
 * before the breaker hears of it; the entry is written when the next one begins, so that it can tell what
 * the breaker made of this one.
 */
export class Journal {
  private readonly agenda: Agenda;
  private readonly orders: Orders;
  private readonly write: (entry: JournalEntry) => void;
  private draft: Draft | null = null;
  private breaker: BreakerStage | undefined;
  private lateBefore = 0;

  constructor(agenda: Agenda, orders: Orders, write: (entry: JournalEntry) => void) {
    this.agenda = agenda;
    this.orders = orders;
    this.write = write;
  }

  /** A call of `order` ends now; `breaker` is the outermost one of its pipeline. */
  note(
    order: number,
    outcome: Outcome,
    startedMs: number,
    breaker: BreakerStage | undefined,
  ): void {
    this.flush();
    const state = breaker === undefined ? null : breaker.breaker.stateName;
    this.breaker = breaker;
    this.lateBefore = breaker?.breaker.counts.late ?? 0;
    const atMs = this.agenda.now;
    this.draft = {
      atMs,
      order: this.orders.number[order]! + 1,
      call: this.orders.calls[order]!,
      startedMs,
      stateBefore: state,
      outcome: WORDS[outcome as keyof typeof WORDS],
      stateAfter: state,
      breaker: breaker === undefined ? null : breaker.name,
      why: outcome === OUTCOME.blocked ? breaker!.breaker.standing(atMs) : '',
    };
  }

  /** A breaker changed its state; the call noted last may be the reason. */
  changed(stage: BreakerStage, transition: BreakerTransition): void {
    const { draft } = this;
    if (draft === null || stage !== this.breaker) return;
    if (transition.atMs === draft.atMs) {
      draft.stateAfter = transition.to;
      draft.why = transition.reason;
    }
    this.flush();
  }

  /** Writes what is still held back. */
  flush(): void {
    const { draft, breaker } = this;
    if (draft === null) return;
    this.draft = null;
    if (breaker !== undefined && draft.why === '') {
      const late = breaker.breaker.counts.late > this.lateBefore;
      draft.why = late
        ? 'late: let through in an earlier period'
        : breaker.breaker.standing(draft.atMs);
    }
    this.write(draft);
  }
}
