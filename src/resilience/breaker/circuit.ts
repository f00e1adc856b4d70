import { durationText } from '../../kernel/quantity-text.ts';
import type { ServiceFailure } from '../failure.ts';
import type { Luck } from '../luck.ts';
import { OpenTimes } from './open/open-times.ts';
import { BLOCKED, type Permit } from './permit.ts';
import { HalfOpen } from './probe/half-open.ts';
import type { ProbeVerdict } from './probe/probe-policy.ts';
import type { BreakerSettings } from './settings.ts';
import {
  type CircuitListener,
  type CircuitSnapshot,
  type CircuitState,
  CLOSED,
  HALF_OPEN,
  NEVER,
  NO_TRIP,
  type Trip,
} from './state.ts';
import { TripWire } from './trip/trip-wire.ts';

/**
 * The three states, and the policies that lead from one to the next.
 *
 * Every permit has a number of its own, and each period of a state (a generation) remembers the first
 * that it gave: an outcome whose permit is older comes too late to judge the present period. So a slow
 * failure from before cannot reopen a circuit that has just healed, unless the settings want it to.
 */
export class Circuit {
  state: CircuitState = CLOSED;
  lastTrip: Trip = NO_TRIP;
  /** Whether outcomes that come late count. */
  readonly hearsLate: boolean;
  /** Whether a success in a closed circuit has to do with the time. */
  readonly needsTime: boolean;
  readonly trip: TripWire;
  readonly halfOpen: HalfOpen;
  private readonly times: OpenTimes;
  private readonly listener: CircuitListener;
  private readonly lateAreProbes: boolean;
  /** Whether the trip policy hears of outcomes in every state. */
  private readonly hearsAll: boolean;
  private readonly countsStarts: boolean;
  /** Nothing but the trip policy has to do with a success while closed: the way of nearly every call. */
  private readonly isPlain: boolean;
  private lastPermit: Permit = 0;
  private firstOfGeneration: Permit = 1;
  private failures = 0;
  private shownWakeMs = NEVER;

  constructor(settings: BreakerSettings, luck: Luck, listener: CircuitListener) {
    const { late = 'dropped', keepsCounts = false, warmUp = 0 } = settings;
    this.trip = new TripWire(settings.trip, warmUp, keepsCounts);
    this.times = new OpenTimes(settings.open, luck);
    this.halfOpen = new HalfOpen(settings.probe);
    this.listener = listener;
    this.hearsLate = late !== 'dropped';
    // A call is no ping.
    this.lateAreProbes = late === 'as-probes' && settings.probe.kind !== 'health-check';
    this.needsTime = this.trip.needsTime || (this.hearsLate && this.halfOpen.needsTime);
    this.hearsAll = keepsCounts || late === 'as-calls';
    this.countsStarts = this.trip.countsStarts;
    this.isPlain = !this.trip.isTimed && !this.times.looksBack;
  }

  get wakeAtMs(): number {
    if (this.state.name === 'open') return this.state.untilMs;
    return this.state.name === 'closed' ? this.trip.wakeAtMs : this.halfOpen.wakeAtMs;
  }

  /** Its life begins at `now`, and not at 0. */
  begin(now: number): void {
    this.trip.start(now);
    this.showWake();
  }

  poll(now: number): void {
    if (this.state.name === 'open' && now >= this.state.untilMs) {
      const endedMs = this.state.untilMs;
      this.halfOpen.begin(endedMs, now);
      this.enter(endedMs, HALF_OPEN, 'open time is over');
    }
    if (this.state.name === 'half-open' && now >= this.halfOpen.wakeAtMs) this.onTime(now);
    while (this.state.name === 'closed' && now >= this.trip.wakeAtMs) this.onTime(now);
    this.showWake();
  }

  /** A permit, or BLOCKED. The circuit has been polled. */
  ask(now: number): Permit {
    if (this.countsStarts && (this.hearsAll || this.state === CLOSED)) {
      this.trip.onStart(now);
    }
    if (this.state === CLOSED) return ++this.lastPermit;
    if (this.state.name === 'open') return BLOCKED;
    return this.halfOpen.take(this.lastPermit + 1, now) ? ++this.lastPermit : BLOCKED;
  }

  /** False where the outcome comes too late; the permit then belongs to a period, or a lease, that is over. */
  takeBack(permit: Permit, now: number): boolean {
    if (permit < this.firstOfGeneration) return false;
    return this.state.name !== 'half-open' || this.halfOpen.giveBack(permit, now);
  }

  /** The call of a permit succeeded; in time, unless `isLate`. */
  onSuccess(permit: Permit, now: number, durationMs: number, isLate: boolean): void {
    if (this.isPlain && this.state === CLOSED) {
      if (this.trip.onSuccess(now, durationMs)) this.tripped(now, 0);
      return;
    }
    if (this.times.looksBack) this.times.hear(false);
    const isProbe = this.isProbe(isLate);
    // What closes the circuit is the first that the new period hears of, where it does.
    if (isProbe) this.obey(this.halfOpen.onSuccess(now, permit, durationMs), now, 0);
    if ((isProbe || this.state.name !== 'closed') && !this.hearsAll) return;
    const trips = this.trip.onSuccess(now, durationMs);
    if (trips && !isProbe) this.tripped(now, 0);
    else if (this.trip.isTimed) this.showWake();
  }

  /** The call of a permit failed; in time, unless `isLate`. */
  onFailure(
    permit: Permit,
    now: number,
    durationMs: number,
    kind: ServiceFailure,
    retryAfterMs: number,
    isLate: boolean,
  ): void {
    this.failures++;
    if (this.times.looksBack) this.times.hear(true);
    const isProbe = this.isProbe(isLate);
    if (isProbe) this.obey(this.halfOpen.onFailure(now, permit), now, retryAfterMs);
    if ((isProbe || this.state.name !== 'closed') && !this.hearsAll) return;
    const trips = this.trip.onFailure(now, durationMs, kind);
    if (isProbe) return;
    if (trips) this.tripped(now, retryAfterMs);
    else if (this.trip.isTimed) this.showWake();
  }

  /** A failure came late: while open it may begin the open time anew. */
  prolong(now: number): void {
    if (this.state.name !== 'open' || !this.times.restarts) return;
    this.state = { name: 'open', untilMs: this.times.again(now) };
    this.showWake();
  }

  endPing(permit: Permit, now: number, good: boolean): void {
    if (!this.takeBack(permit, now)) return;
    const { halfOpen, trip } = this;
    if (this.state.name === 'half-open') {
      const verdict = good ? halfOpen.onSuccess(now, permit, 0) : halfOpen.onFailure(now, permit);
      this.obey(verdict, now, 0);
    } else if (trip.onPing(good, now)) this.tripped(now, 0);
    else this.showWake();
  }

  standing(now: number): string {
    const { state, trip, halfOpen } = this;
    if (state.name !== 'open') return (state === CLOSED ? trip : halfOpen).standing(now);
    return `open for another ${durationText(Math.max(0, state.untilMs - now))}`;
  }

  /** Opens for as long as the open policy says; a service may have asked for `retryAfterMs` (0: it did not). */
  open(now: number, reason: string, retryAfterMs: number): void {
    this.lastTrip = { reason, failures: this.failures };
    const untilMs = this.times.begin(now, this.state.name === 'closed', retryAfterMs);
    this.enter(now, { name: 'open', untilMs }, reason);
  }

  /** Follows what was decided elsewhere; `reopenings` counts those there. */
  adopt(now: number, state: CircuitState, trip: Trip, reopenings: number): void {
    this.times.adopt(reopenings);
    if (state.name === 'half-open') this.halfOpen.begin(now, now);
    if (state.name === 'open') this.lastTrip = trip;
    if (state.name === 'closed') this.close(now, trip.reason);
    else this.enter(now, state, trip.reason);
  }

  close(now: number, reason: string): void {
    this.trip.begin(now);
    this.times.close(now);
    this.enter(now, CLOSED, reason);
  }

  /** Closes, and forgets what it learnt of former openings. */
  reset(now: number, reason: string): void {
    this.lastTrip = NO_TRIP;
    this.times.forget();
    this.trip.start(now);
    this.close(now, reason);
  }

  snapshot(now: number): CircuitSnapshot {
    return { ...this.times.kept(now, this.state), lastTrip: this.lastTrip };
  }

  /** Goes on where `snapshot` left off, `elapsedMs` later. Calls that were in flight are forgotten. */
  restore(snapshot: CircuitSnapshot, now: number, elapsedMs: number): void {
    this.lastTrip = snapshot.lastTrip;
    this.state = this.times.restore(snapshot, now, elapsedMs);
    if (this.state.name === 'half-open') this.halfOpen.begin(now, now);
    this.showWake();
  }

  /** Whether an outcome is judged as a probe's. */
  private isProbe(isLate: boolean): boolean {
    return this.state.name === 'half-open' && (!isLate || this.lateAreProbes);
  }

  /** The trip policy wants it open. */
  private tripped(now: number, retryAfterMs: number): void {
    if (this.state.name === 'open' || !this.listener.mayOpen()) this.showWake();
    else this.open(now, this.trip.reason(now), retryAfterMs);
  }

  /** The policy of the present state wanted to be asked by now. */
  private onTime(now: number): void {
    const verdict = (this.state === CLOSED ? this.trip : this.halfOpen).onTime(now);
    if (verdict === 'ping') this.ping(now);
    else if (verdict === 'open') this.tripped(now, 0);
    else this.obey(verdict, now, 0);
  }

  private ping(now: number): void {
    const permit = ++this.lastPermit;
    if (this.state.name === 'half-open') this.halfOpen.takePing(permit, now);
    this.listener.onPing(permit);
  }

  private obey(verdict: ProbeVerdict, now: number, retryAfterMs: number): void {
    if (verdict === 'reopen') this.open(now, this.halfOpen.standing(), retryAfterMs);
    else if (verdict === 'close') this.close(now, this.halfOpen.standing());
    else this.showWake();
  }

  private enter(atMs: number, state: CircuitState, reason: string): void {
    this.state = state;
    this.firstOfGeneration = this.lastPermit + 1;
    this.failures = 0;
    this.showWake();
    this.listener.onChange(atMs, reason);
  }

  private showWake(): void {
    const wakeAtMs = this.wakeAtMs;
    if (wakeAtMs === this.shownWakeMs) return;
    this.shownWakeMs = wakeAtMs;
    this.listener.onWake(wakeAtMs);
  }
}
