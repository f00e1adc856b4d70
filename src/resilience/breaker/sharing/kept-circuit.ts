import type { CancelTimer, Clock } from '../../clock.ts';
import type { ServiceFailure } from '../../failure.ts';
import { BLOCKED, type Breaker, type Permit } from '../breaker.ts';
import { type BreakerTransition, NEVER } from '../state.ts';
import type { Exchange } from './exchange.ts';
import { ProbeTally } from './probe-tally.ts';
import { RecordLine } from './record-line.ts';
import { type RemoteCircuits, type RemoteListener, SEEN, type Sight } from './remote-circuits.ts';
import {
  closedBy,
  elected,
  reopenedBy,
  type SharedRecord,
  voted,
  withdrawn,
} from './shared-record.ts';
import { breakersOf, type Fleet } from './sharing.ts';

interface Terms {
  /** The name of this participant among all. */
  readonly who: string;
  readonly quorum: number;
  readonly leaseMs: number;
  readonly refreshMs: number;
  readonly clock: Clock;
}

/** Who never trusts what was read still does not ask all the time while nobody calls. */
const LEAST_WATCH_MS = 100;

/** The one circuit of the one member that this process is. */
const VIEW = 0;

/**
 * One circuit that many processes share by a record in a store. Each counts its own calls with a breaker of
 * its own, here; what the record tells overrules it. Only changes travel: a trip is a vote, and enough votes
 * open the circuit for all; once the open time is over, a conditional write that expires elects one process
 * to probe, by its own breaker's probe policy, while the others wait for its verdict.
 */
export class KeptCircuit implements RemoteCircuits {
  readonly truths: readonly Breaker[];
  readonly sight: Sight = { state: SEEN.closed, epoch: 0, untilMs: 0, atMs: 0 };
  private readonly terms: Terms;
  private readonly listener: RemoteListener;
  private readonly truth: Breaker;
  private readonly line: RecordLine;
  private isFollowing = false;
  private readonly tally: ProbeTally;
  private cancelWatch: CancelTimer | undefined;
  private election: Promise<void> | undefined;
  private questions = 0;
  /** By slot, the question that it waits for. */
  private readonly tickets = new Map<number, number>();

  constructor(fleet: Fleet, exchange: Exchange, terms: Terms, listener: RemoteListener) {
    this.line = new RecordLine(exchange, terms.clock, (known, now) => this.follow(known, now));
    this.terms = terms;
    this.listener = listener;
    const heard = {
      ...listener,
      onTransition: (circuit: number, transition: BreakerTransition) => {
        this.learn();
        listener.onTransition(circuit, transition);
        if (!this.isFollowing) this.publish(transition);
        this.watch();
      },
    };
    this.truths = breakersOf(fleet, heard, 1);
    this.truth = this.truths[0]!;
    this.tally = new ProbeTally(this.truth);
  }

  ask(slot: number, _: number, now: number): void {
    this.truth.poll(now);
    if (this.line.isAway) {
      this.see(now);
      this.listener.onLeave(slot, BLOCKED, now);
    } else if (this.probesHere(now)) {
      this.listener.onLeave(slot, this.acquired(now), now);
    } else if (this.line.isLeased(now) && now - this.line.readMs <= this.terms.refreshMs) {
      this.see(now);
      this.listener.onLeave(slot, BLOCKED, now);
    } else {
      const ticket = ++this.questions;
      this.tickets.set(slot, ticket);
      this.election ??= this.elect();
      void this.election.then(() => this.answer(slot, ticket));
    }
  }

  withdraw(slot: number): void {
    this.tickets.delete(slot);
  }

  look(who: number): void {
    void this.line.catchUp().then(() => this.listener.onSight(who, this.see()));
  }

  tell(
    _: number,
    permit: Permit,
    epoch: number,
    now: number,
    durationMs: number,
    failure: ServiceFailure | undefined,
  ): void {
    const { truth } = this;
    if (permit === BLOCKED) {
      truth.poll(now);
      if (epoch !== this.sight.epoch) return;
    }
    const own = permit === BLOCKED ? truth.tryAcquire(now) : permit;
    const isInTime =
      failure === undefined
        ? truth.succeed(own, now, durationMs)
        : truth.fail(own, now, durationMs, failure);
    const { who } = this.terms;
    if (isInTime && truth.stateName === 'half-open' && this.line.record.prober === who) {
      void this.line.make(this.tally.note(who, failure === undefined));
    }
  }

  giveBack(_: number, permit: Permit, now: number): void {
    this.truth.ignore(permit, now);
  }

  get isAway(): boolean {
    return this.line.isAway;
  }

  /** Its answers come by themselves. */
  deliver(): void {}

  /** Nobody takes it away but life. */
  setAway(): void {}

  resize(): void {}

  /** Whether this process probes: for all, or because its own circuit opened and the others' did not. */
  private probesHere(now: number): boolean {
    const { state, prober } = this.line.record;
    if (state === 'closed') return true;
    return prober === this.terms.who && this.line.isLeased(now);
  }

  private acquired(now: number): Permit {
    const permit = this.truth.tryAcquire(now);
    const { leaseMs, who } = this.terms;
    const leftMs = this.line.record.untilMs - this.line.aheadMs - now;
    // Who probes for long says now and then that it is still there.
    if (permit !== BLOCKED && this.line.record.prober === who && leftMs < leaseMs / 2) {
      void this.line.make(elected(who, leaseMs));
    }
    this.see(now);
    return permit;
  }

  private async elect(): Promise<void> {
    const { who, leaseMs } = this.terms;
    await this.line.make(elected(who, leaseMs));
    this.election = undefined;
  }

  private answer(slot: number, ticket: number): void {
    if (this.tickets.get(slot) !== ticket) return;
    this.tickets.delete(slot);
    const { clock } = this.terms;
    const now = clock.now();
    this.truth.poll(now);
    const permit = !this.line.isAway && this.probesHere(now) ? this.acquired(now) : BLOCKED;
    if (permit === BLOCKED) this.see(now);
    this.listener.onLeave(slot, permit, now);
  }

  /** Tells the store what this process has found, unless it has lost the right to. */
  private publish({ from, to, atMs, reason }: BreakerTransition): void {
    const { who, quorum, clock } = this.terms;
    const { truth } = this;
    const { reopenings } = truth.snapshot(atMs);
    const isProber = this.line.record.prober === who;
    if (to === 'open') {
      const { lastTrip, openUntilMs } = truth;
      // It may be told late, but holds no longer for that.
      this.line.inform((record, nowMs) => {
        const openMs = openUntilMs - clock.now();
        if (openMs <= 0) return undefined;
        const opening = { ...lastTrip, openMs, reopenings };
        const move = isProber ? reopenedBy(who, opening) : voted(who, opening, quorum);
        return move(record, nowMs);
      });
    } else if (to === 'closed' && from !== 'closed') {
      this.line.inform(isProber ? closedBy(who, reason, reopenings) : withdrawn(who));
    }
  }

  /** Does here what the record says, where it says something new. */
  private follow(known: SharedRecord, now: number): void {
    const { truth, terms } = this;
    const { record } = this.line;
    this.watch();
    const isNew =
      record.epoch !== known.epoch ||
      record.state !== known.state ||
      record.prober !== known.prober ||
      (record.state === 'open' && record.untilMs !== known.untilMs);
    if (!isNew) return;
    const { reason, failures, reopenings } = record;
    this.isFollowing = true;
    truth.adopt(now, this.line.stateAt(now), { reason, failures }, reopenings);
    this.isFollowing = false;
    // Closed may have followed on closed: what happened between was not seen here.
    this.learn();
    if (record.prober !== terms.who) return;
    this.line.forgetUntold();
    this.tally.recall(record, now);
  }

  /** While it is not closed it looks by itself, so that a quiet process learns of the end too. */
  private watch(): void {
    const { clock, refreshMs } = this.terms;
    if (this.cancelWatch !== undefined || this.truth.stateName === 'closed') return;
    this.cancelWatch = clock.setTimer(Math.max(LEAST_WATCH_MS, refreshMs), () => {
      this.cancelWatch = undefined;
      void this.line.catchUp().then(() => this.watch());
    });
  }

  /** Another period has begun, and nobody here need look to know. */
  private learn(): void {
    this.sight.epoch++;
    this.see();
    this.listener.onNews(VIEW);
  }

  private see(now: number = this.terms.clock.now()): number {
    const { truth, sight } = this;
    sight.state = this.line.isAway ? SEEN.away : seenOf(truth);
    sight.untilMs = truth.openUntilMs === NEVER ? 0 : truth.openUntilMs;
    sight.atMs = this.line.isAway ? now : this.line.readMs;
    return now;
  }
}

function seenOf({ stateName }: Breaker): number {
  if (stateName === 'open') return SEEN.open;
  return stateName === 'half-open' ? SEEN.halfOpen : SEEN.closed;
}
