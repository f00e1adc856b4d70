import type { ServiceFailure } from '../failure.ts';
import type { Luck } from '../luck.ts';
import { Circuit } from './circuit.ts';
import { type BreakerCounts, noCounts } from './counts.ts';
import { BLOCKED, type Permit } from './permit.ts';
import type { BreakerSettings } from './settings.ts';
import type { BreakerSnapshot } from './snapshot.ts';
import {
  type BreakerListener,
  type BreakerMode,
  type BreakerStateName,
  type CircuitListener,
  type CircuitState,
  NEVER,
  type Trip,
} from './state.ts';
import type { RecentShare } from './trip/trip-policy.ts';

export { BLOCKED, type Permit } from './permit.ts';

/** Leave to make a call whose outcome judges nobody: given where the circuit only looks on. */
const UNJUDGED: Permit = -1;

/**
 * The circuit breaker, told the time: no clock, no timers, no promises. The simulator drives it with
 * virtual time, a service with the real one, and neither can tell the difference. Times are in ms of one
 * clock that never goes back. It counts, and obeys the person in charge; what opens is the circuit.
 */
export class Breaker implements CircuitListener {
  counts: BreakerCounts = noCounts();
  /** The state as it was left; `poll` first where time may have passed since. */
  stateName: BreakerStateName = 'closed';
  /** Whether calls that find no permit are to wait for one: then ask `mustWait` before `tryAcquire`. */
  readonly othersWait: boolean;
  private readonly circuit: Circuit;
  private readonly listener: BreakerListener;
  private mode: BreakerMode = 'normal';
  private holders = 0;

  /** `luck` is for the open policies that have jitter. */
  constructor(settings: BreakerSettings, luck: Luck, listener: BreakerListener) {
    this.listener = listener;
    this.circuit = new Circuit(settings, luck, this);
    this.othersWait = this.circuit.halfOpen.othersWait;
  }

  /** Of the circuit: it changed. What a person has set hides that: only a change that can be seen is told. */
  onChange(atMs: number, reason: string): void {
    const from = this.stateName;
    const to = this.visibleName();
    this.stateName = to;
    if (from === to) return;
    this.counts.stateChanges++;
    this.listener.onTransition({ atMs, from, to, reason });
  }

  mayOpen(): boolean {
    return this.mode !== 'disabled' && this.holders === 0;
  }

  onWake(atMs: number): void {
    this.listener.onWake(atMs);
  }

  onPing(permit: Permit): void {
    this.counts.pings++;
    this.listener.onPing(permit);
  }

  /** When time alone changes something here; Infinity if it will not. */
  get wakeAtMs(): number {
    return this.circuit.wakeAtMs;
  }

  /** When the open time is over; Infinity where no time is set, or it is not open. */
  get openUntilMs(): number {
    const { state } = this.circuit;
    return state.name === 'open' && this.stateName === 'open' ? state.untilMs : NEVER;
  }

  /** False while neither letting a call through nor its success has to do with the time: a clock read saved. */
  get needsTime(): boolean {
    return this.stateName !== 'closed' || this.circuit.needsTime;
  }

  /** Why the circuit opened last, and after how many failures in the period that ended then. */
  get lastTrip(): Trip {
    return this.circuit.lastTrip;
  }

  /** Its life begins at `now`; where nobody says so, at 0. */
  begin(now: number): void {
    this.circuit.begin(now);
  }

  /** Lets the state follow the time: an open period ends when it is over, with or without a call. */
  poll(now: number): void {
    this.circuit.poll(now);
  }

  /** Whether a call that comes now has to wait until a permit comes back, or the state changes. */
  mustWait(now: number): boolean {
    if (this.stateName === 'closed') return false;
    this.circuit.poll(now);
    return this.stateName === 'half-open' && this.circuit.halfOpen.isFull(now);
  }

  /** A permit, or BLOCKED. */
  tryAcquire(now: number): Permit {
    this.counts.calls++;
    if (this.stateName === 'closed') return this.circuit.ask(now);
    this.circuit.poll(now);
    if (this.stateName === 'disabled') return UNJUDGED;
    const permit = this.holders > 0 ? BLOCKED : this.circuit.ask(now);
    if (permit !== BLOCKED) return permit;
    if (this.stateName === 'metrics-only') {
      this.counts.wouldBlock++;
      return UNJUDGED;
    }
    this.counts.blocked++;
    return BLOCKED;
  }

  /** The call succeeded after `durationMs`. False if that came too late to count. */
  succeed(permit: Permit, now: number, durationMs: number): boolean {
    const isLate = this.isLate(permit, now);
    if (isLate && !this.circuit.hearsLate) return this.drop();
    this.counts.successful++;
    if (permit !== UNJUDGED) this.circuit.onSuccess(permit, now, durationMs, isLate);
    return true;
  }

  /** The call failed; the service asked to be left alone for `retryAfterMs` (0: it did not say). As `succeed`. */
  fail(
    permit: Permit,
    now: number,
    durationMs: number,
    kind: ServiceFailure,
    retryAfterMs = 0,
  ): boolean {
    const isLate = this.isLate(permit, now);
    if (isLate) this.circuit.prolong(now);
    if (isLate && !this.circuit.hearsLate) return this.drop();
    this.counts.failed++;
    if (permit !== UNJUDGED) {
      this.circuit.onFailure(permit, now, durationMs, kind, retryAfterMs, isLate);
    }
    return true;
  }

  /** The call says nothing about the service (its caller went away): the permit is only returned. */
  ignore(permit: Permit, now: number): boolean {
    if (this.isLate(permit, now)) return this.drop();
    this.counts.ignored++;
    return true;
  }

  /** The answer to a ping. One that comes too late says nothing. */
  endPing(permit: Permit, now: number, good: boolean): void {
    this.circuit.endPing(permit, now, good);
  }

  /** Where the present state stands, in words: "2 consecutive failures". */
  standing(now: number): string {
    return this.stateName === 'forced-open' || this.stateName === 'disabled'
      ? 'set by hand'
      : this.circuit.standing(now);
  }

  /** The shares of the recent calls by which it opens; of an open circuit, those that opened it. */
  shares(now: number): readonly RecentShare[] {
    return this.stateName === 'half-open' ? [] : this.circuit.trip.shares(now);
  }

  /** Opens by hand, for as long as the open policy says. Ends `disabled` and `metrics-only`. */
  open(now: number): void {
    this.mode = 'normal';
    this.circuit.open(now, 'opened by hand', 0);
  }

  /** Closes by hand, and forgets the failures so far. Ends `disabled` and `metrics-only`. */
  close(now: number): void {
    this.mode = 'normal';
    this.circuit.close(now, 'closed by hand');
  }

  /** From now on lets everything through: `disabled` judges nothing, `metrics-only` says what it would do. */
  setMode(mode: BreakerMode, now: number): void {
    this.mode = mode;
    this.circuit.close(now, 'set by hand');
  }

  /** Blocks everything, until `letGo` has been called as often as this. */
  hold(now: number): void {
    this.holders++;
    if (this.holders === 1) this.circuit.close(now, 'isolated by hand');
  }

  letGo(now: number): void {
    if (--this.holders > 0) return;
    this.circuit.poll(now);
    this.onChange(now, 'no longer isolated');
  }

  /** Follows what was decided elsewhere, for the reason that `trip` tells; `reopenings` counts those there. */
  adopt(now: number, state: CircuitState, trip: Trip, reopenings: number): void {
    this.circuit.adopt(now, state, trip, reopenings);
  }

  /** Until `untilMs`, one failure is enough to open. */
  alert(untilMs: number): void {
    this.circuit.trip.alert(untilMs);
  }

  /** As if it were new, but for those who hold it. */
  reset(now: number): void {
    this.counts = noCounts();
    this.mode = 'normal';
    this.circuit.reset(now, 'reset by hand');
  }

  /** What is worth keeping when the process ends. */
  snapshot(now: number): Omit<BreakerSnapshot, 'format' | 'savedAtEpochMs'> {
    this.circuit.poll(now);
    return { ...this.circuit.snapshot(now), mode: this.mode, counts: { ...this.counts } };
  }

  /** Goes on where `snapshot` left off, `elapsedMs` later. Calls that were in flight are forgotten. */
  restore(snapshot: BreakerSnapshot, now: number, elapsedMs: number): void {
    this.mode = snapshot.mode;
    this.counts = { ...snapshot.counts };
    this.circuit.restore(snapshot, now, elapsedMs);
    this.stateName = this.visibleName();
  }

  private isLate(permit: Permit, now: number): boolean {
    return permit !== UNJUDGED && !this.circuit.takeBack(permit, now);
  }

  private drop(): false {
    this.counts.late++;
    return false;
  }

  private visibleName(): BreakerStateName {
    if (this.holders > 0) return 'forced-open';
    return this.mode === 'normal' ? this.circuit.state.name : this.mode;
  }
}
