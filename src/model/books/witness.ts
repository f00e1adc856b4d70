import type { Agenda } from '../../kernel/agenda.ts';
import type { Breaker } from '../../resilience/breaker/breaker.ts';
import {
  BREAKER_STATES,
  type BreakerStateName,
  type BreakerTransition,
} from '../../resilience/breaker/state.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { CircuitPlace } from './breaker-watch.ts';
import {
  Diary,
  type Follower,
  type ToldCircuit,
  type ToldService,
  type ToldWay,
  type WayNote,
} from './diary.ts';
import { HAPPENING, type HappeningCode } from './happening.ts';

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
  readonly breaker: ({ readonly name: string } & CircuitPlace) | null;
  readonly service: string;
  /** Which instance of it, from 1; null of a call that was not sent. */
  readonly instance: number | null;
  /** Who made it. */
  readonly from: { readonly service: string; readonly instance: number };
}

const NO_CALL: WayNote = { call: 0 };

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

/** One circuit of a breaker, and the pipeline that the breaker is part of. */
export interface NamedBreaker extends ToldCircuit {
  readonly pipeline: string;
  readonly breaker: Breaker;
}

/** The end of a link, as calls over it are told. */
export interface CallSite {
  readonly way: ToldWay;
  /** The outermost breaker that hears of them, by the slot of the request that they are made for. */
  readonly heardBy: { circuitOf(slot: number): NamedBreaker } | undefined;
}

export interface WitnessOptions {
  /** Told of every call, where somebody follows them by hand. */
  readonly onCall: ((entry: CallEntry) => void) | undefined;
  /** Whether single orders are looked at. */
  readonly keepsLives: boolean;
  /** Told of all that happens to some of the orders, as it happens. */
  readonly follower: Follower | undefined;
}

/**
 * Sees what happens to single orders and calls, for those who look closely. It keeps a diary of what
 * happened last, and it tells of every call: a call is noted as its outcome arrives, before the breaker hears of it, and told
 * when the next one ends, so that it can say what the breaker made of this one.
 */
export class Witness {
  /** The order, from 1, whose call ended last; 0 before the first. */
  lastCallOf = 0;
  /** Present where single orders are looked at. */
  readonly diary: Diary | undefined;
  private readonly agenda: Agenda;
  private readonly onCall: WitnessOptions['onCall'];
  private draft: Draft | null = null;
  private breaker: NamedBreaker | undefined;
  private lateBefore = 0;

  /** `names`: of the services. */
  constructor(
    agenda: Agenda,
    names: readonly string[],
    { onCall, keepsLives, follower }: WitnessOptions,
  ) {
    this.agenda = agenda;
    this.onCall = onCall;
    if (keepsLives || follower !== undefined) this.diary = new Diary(agenda, names, follower);
  }

  /** Something happens at a service now, to the request in this slot of its requests. */
  note(what: HappeningCode, value: number, service: ToldService, slot: number): void {
    this.diary?.note(what, value, service, slot);
  }

  /** Something happens now on the way to a service, to what is no call yet, made for the request in this slot. */
  noteWay(what: HappeningCode, value: number, way: ToldWay, slot: number): void {
    this.diary?.noteWay(what, value, way, slot, NO_CALL);
  }

  /** The call is let through. */
  noteAllowed(way: ToldWay, slot: number, circuit: NamedBreaker): void {
    const state = BREAKER_STATES.indexOf(circuit.breaker.stateName);
    this.diary?.noteWay(HAPPENING.allowed, state, way, slot, { ...NO_CALL, circuit });
  }

  /** A call is sent for the request in the slot `caller`. */
  noteSent(way: ToldWay, caller: number, call: number, instance: number): void {
    this.diary?.noteWay(HAPPENING.sent, call, way, caller, { call, instance });
  }

  /** The call that `request` was sent for ends now. */
  noteEnd(
    caller: number,
    request: number,
    outcome: Outcome,
    startedMs: number,
    { way, heardBy }: CallSite,
  ): void {
    const what = outcome === OUTCOME.timedOut ? HAPPENING.gaveUp : HAPPENING.answered;
    const call = way.target.requests.callOf(request);
    const instance = way.target.requests.instanceOf(request);
    this.diary?.noteWay(what, outcome, way, caller, { call, instance });
    this.begin(caller, { call, instance }, outcome, startedMs, way, heardBy?.circuitOf(caller));
  }

  /** A call is blocked now. `hearsay`: why, where that is not plain from the circuit itself. */
  noteBlocked(
    caller: number,
    call: number,
    circuit: NamedBreaker,
    way: ToldWay,
    hearsay: string | undefined,
  ): void {
    const { now } = this.agenda;
    const { breaker } = circuit;
    const why = hearsay ?? breaker.standing(now);
    const state = BREAKER_STATES.indexOf(breaker.stateName);
    this.diary?.noteWay(HAPPENING.blocked, state, way, caller, { call, circuit, why });
    this.begin(caller, { call }, OUTCOME.blocked, now, way, circuit);
    if (this.draft !== null) this.draft.why = why;
  }

  /** A breaker changed its state; the call noted last may be the reason. */
  changed(breaker: NamedBreaker, transition: BreakerTransition): void {
    const { draft } = this;
    if (draft === null || this.breaker === undefined) return;
    if (this.breaker.pipeline !== breaker.pipeline || this.breaker.cell !== breaker.cell) return;
    if (transition.atMs === draft.atMs) {
      if (breaker !== this.breaker) draft.stateBefore = transition.from;
      draft.breaker = circuitOf(breaker);
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

  private begin(
    caller: number,
    { call, instance }: WayNote,
    outcome: Outcome,
    startedMs: number,
    { from, target }: ToldWay,
    breaker: NamedBreaker | undefined,
  ): void {
    const order = from.requests.numberOf(caller) + 1;
    this.lastCallOf = order;
    if (this.onCall === undefined) return;
    this.flush();
    const state = breaker === undefined ? null : breaker.breaker.stateName;
    this.breaker = breaker;
    this.lateBefore = breaker === undefined ? 0 : breaker.breaker.counts.late;
    this.draft = {
      atMs: this.agenda.now,
      order,
      call,
      startedMs,
      stateBefore: state,
      outcome: CALL_WORDS[outcome],
      stateAfter: state,
      why: '',
      breaker: breaker === undefined ? null : circuitOf(breaker),
      service: target.name,
      instance: instance === undefined ? null : instance + 1,
      from: { service: from.name, instance: from.requests.instanceOf(caller) + 1 },
    };
  }
}

function circuitOf({ watch, cell }: NamedBreaker): NonNullable<CallEntry['breaker']> {
  return { name: watch.name, ...watch.placeOf(cell) };
}
