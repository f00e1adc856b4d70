import { widened } from '../../../kernel/slot-pool.ts';
import { BLOCKED, type Breaker, type Permit } from '../../../resilience/breaker/breaker.ts';
import {
  type RemoteCircuits,
  type RemoteListener,
  SEEN,
  type Sight,
} from '../../../resilience/breaker/sharing/remote-circuits.ts';
import {
  breakersOf,
  type Fleet,
  type SharingListener,
} from '../../../resilience/breaker/sharing/sharing.ts';
import { SERVICE_FAILURES, type ServiceFailure } from '../../../resilience/failure.ts';
import { newLetter, Post } from './post.ts';

/** What a letter is, and what stands where in it. */
const KIND = { question: 0, leave: 1, look: 2, sight: 3, outcome: 4 } as const;
const WHAT = 0;
const CIRCUIT = 1;
const WHO = 2;
const TICKET = 3;
const PERMIT = 4;
const STATE = 5;
const EPOCH = 6;
const UNTIL = 7;
/** In a letter that tells an outcome. */
const RESULT = WHO;
const DURATION = TICKET;

/** Results: a success, a failure from here on by its place in SERVICE_FAILURES, or nothing to judge by. */
const SUCCESS = 0;
const FIRST_FAILURE = 1;
const NOTHING = -1;

/** No question, no permit, no epoch. */
const NONE = -1;

/**
 * The one truth about circuits, kept elsewhere: a store, or the leader of nodes that agree. Every letter to it
 * takes half of `latency`, and so does every answer. While it is away, questions are answered so and what
 * is told to it is lost.
 */
export class Remote implements RemoteCircuits {
  readonly truths: readonly Breaker[];
  readonly sight: Sight = { state: SEEN.closed, epoch: 0, untilMs: 0, atMs: 0 };
  isAway = false;
  private readonly post: Post;
  private readonly listener: RemoteListener;
  private readonly wayMs: number;
  /** Of each circuit, changes so far. */
  private readonly epochs: Int32Array;
  private readonly inbox = newLetter();
  private readonly draft = newLetter();
  private questions = 0;
  /** The question that a slot waits for. */
  private tickets = new Float64Array(0);

  /** Its last alarm is the post's, `alarm`; those of the circuits are numbered from 0. */
  constructor(fleet: Fleet, latencyMs: number, alarm: number, listener: RemoteListener) {
    this.listener = listener;
    this.wayMs = latencyMs / 2;
    this.epochs = new Int32Array(fleet.circuits);
    this.post = new Post(this.wayMs, (atMs) => listener.onWake(alarm, atMs));
    const heard: SharingListener = {
      onDecision: (slot, isAllowed) => listener.onDecision(slot, isAllowed),
      onWake: (at, atMs) => listener.onWake(at, atMs),
      onPing: (circuit, permit) => listener.onPing(circuit, permit),
      onTransition: (circuit, transition) => {
        this.epochs[circuit] = this.epochs[circuit]! + 1;
        listener.onTransition(circuit, transition);
      },
    };
    this.truths = breakersOf(fleet, heard, fleet.circuits);
  }

  ask(slot: number, circuit: number, now: number): void {
    this.tickets[slot] = ++this.questions;
    this.send(now, KIND.question, circuit, slot, this.questions, NONE, NONE);
  }

  withdraw(slot: number): void {
    this.tickets[slot] = NONE;
  }

  look(who: number, circuit: number, now: number): void {
    this.send(now, KIND.look, circuit, who, NONE, NONE, NONE);
  }

  tell(
    circuit: number,
    permit: Permit,
    epoch: number,
    now: number,
    durationMs: number,
    failure: ServiceFailure | undefined,
  ): void {
    const result =
      failure === undefined ? SUCCESS : FIRST_FAILURE + SERVICE_FAILURES.indexOf(failure);
    this.send(now, KIND.outcome, circuit, result, durationMs, permit, epoch);
  }

  giveBack(circuit: number, permit: Permit, now: number): void {
    this.send(now, KIND.outcome, circuit, NOTHING, 0, permit, NONE);
  }

  deliver(now: number): void {
    const { inbox, listener } = this;
    this.post.take(inbox);
    const who = inbox[WHO]!;
    const circuit = inbox[CIRCUIT]!;
    switch (inbox[WHAT]) {
      case KIND.question:
        this.answer(now, circuit, who, inbox[TICKET]!);
        break;
      case KIND.look:
        this.show(now, KIND.sight, circuit, who, NONE, NONE);
        break;
      case KIND.outcome:
        this.hear(now, circuit);
        break;
      case KIND.sight:
        this.see(now);
        listener.onSight(who, now);
        break;
      default:
        this.hand(now, circuit, who);
    }
  }

  setAway(isAway: boolean): void {
    this.isAway = isAway;
  }

  resize(capacity: number): void {
    this.tickets = widened(this.tickets, capacity);
  }

  private answer(now: number, circuit: number, slot: number, ticket: number): void {
    const permit = this.isAway ? BLOCKED : this.truths[circuit]!.tryAcquire(now);
    this.show(now, KIND.leave, circuit, slot, ticket, permit);
  }

  private hand(now: number, circuit: number, slot: number): void {
    const permit = this.inbox[PERMIT]!;
    if (this.tickets[slot] === this.inbox[TICKET]) {
      this.tickets[slot] = NONE;
      this.see(now);
      this.listener.onLeave(slot, permit, now);
    } else if (permit !== BLOCKED) {
      this.giveBack(circuit, permit, now);
    }
  }

  private hear(now: number, circuit: number): void {
    if (this.isAway) return;
    const { inbox } = this;
    const truth = this.truths[circuit]!;
    const result = inbox[RESULT]!;
    const durationMs = inbox[DURATION]!;
    let permit = inbox[PERMIT]!;
    if (permit === BLOCKED) {
      truth.poll(now);
      if (inbox[EPOCH] !== this.epochs[circuit]) return;
      permit = truth.tryAcquire(now);
    }
    if (result === NOTHING) truth.ignore(permit, now);
    else if (result === SUCCESS) truth.succeed(permit, now, durationMs);
    else truth.fail(permit, now, durationMs, SERVICE_FAILURES[result - FIRST_FAILURE]!);
  }

  /** The circuit as it stands sets off with the answer. */
  private show(
    now: number,
    kind: number,
    circuit: number,
    who: number,
    ticket: number,
    permit: Permit,
  ): void {
    const truth = this.truths[circuit]!;
    if (!this.isAway) truth.poll(now);
    this.draft[STATE] = this.isAway ? SEEN.away : seenOf(truth);
    this.draft[UNTIL] = truth.openUntilMs;
    this.send(now, kind, circuit, who, ticket, permit, this.epochs[circuit]!);
  }

  private send(
    now: number,
    kind: number,
    circuit: number,
    who: number,
    ticket: number,
    permit: Permit,
    epoch: number,
  ): void {
    const { draft } = this;
    draft[WHAT] = kind;
    draft[CIRCUIT] = circuit;
    draft[WHO] = who;
    draft[TICKET] = ticket;
    draft[PERMIT] = permit;
    draft[EPOCH] = epoch;
    this.post.send(now, draft);
  }

  private see(now: number): void {
    const { inbox, sight } = this;
    sight.state = inbox[STATE]!;
    sight.epoch = inbox[EPOCH]!;
    sight.untilMs = inbox[UNTIL]!;
    sight.atMs = now - this.wayMs;
  }
}

function seenOf({ stateName }: Breaker): number {
  if (stateName === 'open') return SEEN.open;
  return stateName === 'half-open' ? SEEN.halfOpen : SEEN.closed;
}
