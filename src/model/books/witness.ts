import type { Agenda } from '../../kernel/agenda.ts';
import type { Breaker } from '../../resilience/breaker/breaker.ts';
import {
  BREAKER_STATES,
  type BreakerStateName,
  type BreakerTransition,
} from '../../resilience/breaker/state.ts';
import type { Orders } from '../orders.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { HAPPENING, type Happening, type HappeningCode } from './happening.ts';

/** One call as it became known. */
export interface CallEntry {
  readonly atMs: number;
  /** Both counted from 1; the call among those of the order to this service. */
  readonly order: number;
  readonly call: number;
  readonly startedMs: number;
  readonly stateBefore: BreakerStateName | null;
  readonly outcome: CallWord;
  readonly stateAfter: BreakerStateName | null;
  readonly why: string;
  /** Whose states these are: the breaker that blocked the call or changed by it, else the outermost. */
  readonly breaker: string | null;
  readonly service: string;
}

type Draft = { -readonly [Key in keyof CallEntry]: CallEntry[Key] };

const CALL_WORDS = {
  [OUTCOME.successful]: 'successful',
  [OUTCOME.declined]: 'declined',
  [OUTCOME.failed]: 'failed',
  [OUTCOME.refused]: 'failed',
  [OUTCOME.timedOut]: 'timed out',
  [OUTCOME.blocked]: 'blocked',
  [OUTCOME.rejected]: 'rejected',
  [OUTCOME.deferred]: 'deferred',
  [OUTCOME.substituted]: 'substituted',
} as const satisfies Record<Outcome, string>;

export type CallWord = (typeof CALL_WORDS)[Outcome];

/** One circuit of a breaker: what the breaker goes by, the pipeline that it is part of, and which circuit of it this is. */
export interface NamedBreaker {
  readonly name: string;
  readonly pipeline: string;
  readonly cell: number;
  readonly breaker: Breaker;
}

/** The end of a link, as calls over it are told. */
export interface CallSite {
  /** The service that they go to, and the count of each order's calls to it. */
  readonly service: { readonly name: string; readonly counter: { of(order: number): number } };
  /** The outermost breaker that hears of them, by the slot of the request that they are made for. */
  readonly heardBy: { circuitOf(slot: number): NamedBreaker } | undefined;
}

export interface WitnessOptions {
  /** Told of every call, where somebody follows them by hand. */
  readonly onCall: ((entry: CallEntry) => void) | undefined;
  /** Whether single orders are looked at. */
  readonly keepsLives: boolean;
}

/** Some seconds of a busy arm: longer than an order lives. */
const LENGTH = 2 ** 17;

/**
 * Sees what happens to single orders and calls, for those who look closely. It remembers what happened
 * last, order by order, in a ring of columns: writing allocates nothing, and memory is the same for any run.
 * And it tells of every call: a call is noted as its outcome arrives, before the breaker hears of it, and told
 * when the next one ends, so that it can say what the breaker made of this one.
 */
export class Witness {
  /** The order, from 1, whose call ended last; 0 before the first. */
  lastCallOf = 0;
  private readonly agenda: Agenda;
  private readonly orders: Orders;
  private readonly names: readonly string[];
  private readonly onCall: WitnessOptions['onCall'];
  private readonly length: number;
  private readonly instants: Float64Array;
  private readonly numbers: Float64Array;
  private readonly values: Float64Array;
  private readonly whats: Uint8Array;
  private readonly services: Uint8Array;
  private next = 0;
  private isFull = false;
  private draft: Draft | null = null;
  private breaker: NamedBreaker | undefined;
  private lateBefore = 0;

  /** `names`: of the services, that of the orders first. */
  constructor(
    agenda: Agenda,
    orders: Orders,
    names: readonly string[],
    { onCall, keepsLives }: WitnessOptions,
  ) {
    this.agenda = agenda;
    this.orders = orders;
    this.names = names;
    this.onCall = onCall;
    this.length = keepsLives ? LENGTH : 0;
    this.instants = new Float64Array(this.length);
    this.numbers = new Float64Array(this.length);
    this.values = new Float64Array(this.length);
    this.whats = new Uint8Array(this.length);
    this.services = new Uint8Array(this.length);
  }

  /** Something happens now to the order in `slot`, at this service if at any. */
  note(slot: number, what: HappeningCode, value: number, service = this.names[0]!): void {
    if (this.length === 0) return;
    const at = this.next;
    this.next = at + 1;
    if (this.next === this.length) {
      this.next = 0;
      this.isFull = true;
    }
    this.instants[at] = this.agenda.now;
    this.numbers[at] = this.orders.numberOf(slot) + 1;
    this.values[at] = value;
    this.whats[at] = what;
    this.services[at] = this.names.indexOf(service);
  }

  noteState(slot: number, what: HappeningCode, { breaker }: NamedBreaker): void {
    this.note(slot, what, BREAKER_STATES.indexOf(breaker.stateName));
  }

  /** A call that was sent for the request in the slot `caller` ends now. */
  noteEnd(slot: number, caller: number, outcome: Outcome, startedMs: number, site: CallSite): void {
    const what = outcome === OUTCOME.timedOut ? HAPPENING.gaveUp : HAPPENING.answered;
    this.note(slot, what, outcome, site.service.name);
    this.begin(slot, outcome, startedMs, site, site.heardBy?.circuitOf(caller));
  }

  /** A call is blocked now. */
  noteBlocked(slot: number, breaker: NamedBreaker, site: CallSite): void {
    const { now } = this.agenda;
    this.noteState(slot, HAPPENING.blocked, breaker);
    this.begin(slot, OUTCOME.blocked, now, site, breaker);
    if (this.draft !== null) this.draft.why = breaker.breaker.standing(now);
  }

  /** A breaker changed its state; the call noted last may be the reason. */
  changed(breaker: NamedBreaker, transition: BreakerTransition): void {
    const { draft } = this;
    if (draft === null || this.breaker === undefined) return;
    if (this.breaker.pipeline !== breaker.pipeline || this.breaker.cell !== breaker.cell) return;
    if (transition.atMs === draft.atMs) {
      if (breaker !== this.breaker) draft.stateBefore = transition.from;
      draft.breaker = breaker.name;
      draft.stateAfter = transition.to;
      draft.why = transition.reason;
    }
    this.flush();
  }

  /** Tells what is still held back. */
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
    this.onCall?.(draft);
  }

  /** What is remembered of an order, from 1, in the order in which it happened. */
  lifeOf(number: number): Happening[] {
    const life: Happening[] = [];
    const oldest = this.isFull ? this.next : 0;
    const length = this.isFull ? this.length : this.next;
    for (let i = 0; i < length; i++) {
      const at = (oldest + i) % this.length;
      if (this.numbers[at] !== number) continue;
      life.push({
        atMs: this.instants[at]!,
        what: this.whats[at]! as HappeningCode,
        value: this.values[at]!,
        service: this.names[this.services[at]!]!,
      });
    }
    return life;
  }

  private begin(
    slot: number,
    outcome: Outcome,
    startedMs: number,
    { service }: CallSite,
    breaker: NamedBreaker | undefined,
  ): void {
    const order = this.orders.numberOf(slot) + 1;
    this.lastCallOf = order;
    if (this.onCall === undefined) return;
    this.flush();
    const state = breaker === undefined ? null : breaker.breaker.stateName;
    this.breaker = breaker;
    this.lateBefore = breaker === undefined ? 0 : breaker.breaker.counts.late;
    this.draft = {
      atMs: this.agenda.now,
      order,
      call: service.counter.of(slot),
      startedMs,
      stateBefore: state,
      outcome: CALL_WORDS[outcome],
      stateAfter: state,
      why: '',
      breaker: breaker === undefined ? null : breaker.name,
      service: service.name,
    };
  }
}
