import { toGrid } from '../../kernel/grid.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import type { ServiceFailure } from '../failure.ts';
import type { Luck } from '../luck.ts';
import { createOpenPolicy } from './open/index.ts';
import type { OpenPolicy } from './open/open-policy.ts';
import { createProbePolicy } from './probe/index.ts';
import { Leases } from './probe/leases.ts';
import type { ProbePolicy, ProbeVerdict } from './probe/probe-policy.ts';
import type { BreakerSettings } from './settings.ts';
import { type CircuitState, CLOSED, HALF_OPEN, NEVER, NO_TRIP, type Trip } from './state.ts';
import { createTripPolicy } from './trip/index.ts';
import type { TripPolicy } from './trip/trip-policy.ts';

/** Leave to make one call, to be returned once with its outcome. */
export type Permit = number;
/** The refusal. */
export const BLOCKED: Permit = 0;

/** Told what a circuit does, always after it is in its new state. */
export interface CircuitListener {
  /** It opened, half-opened or closed at `atMs`; `closed` after `closed` too, where it began anew. */
  onChange(atMs: number, reason: string): void;
  onWake(atMs: number): void;
  onPing(permit: Permit): void;
}

/** What of a circuit outlives its process. */
interface CircuitSnapshot {
  readonly state: CircuitState['name'];
  readonly remainingOpenMs: number;
  readonly closedMs: number;
  readonly reopenings: number;
  readonly lastTrip: Trip;
}

/**
 * The three states, and the policies that lead from one to the next.
 *
 * Every permit has a number of its own, and each period of a state (a generation) remembers the first
 * that it gave: an outcome whose permit is older comes too late to judge the present period. So a slow
 * failure from before cannot reopen a circuit that has just healed.
 */
export class Circuit {
  state: CircuitState = CLOSED;
  lastTrip: Trip = NO_TRIP;
  readonly trip: TripPolicy;
  private readonly openPolicy: OpenPolicy;
  private readonly probe: ProbePolicy;
  private readonly probes: Leases;
  private readonly luck: Luck;
  private readonly listener: CircuitListener;
  private lastPermit: Permit = 0;
  private firstOfGeneration: Permit = 1;
  private failures = 0;
  private closedSinceMs = 0;
  private reopenings = 0;
  private alertUntilMs = 0;
  private shownWakeMs = NEVER;

  constructor(settings: BreakerSettings, luck: Luck, listener: CircuitListener) {
    this.trip = createTripPolicy(settings.trip);
    this.openPolicy = createOpenPolicy(settings.open);
    this.probe = createProbePolicy(settings.probe);
    this.probes = new Leases(this.probe.leaseMs);
    this.luck = luck;
    this.listener = listener;
  }

  get wakeAtMs(): number {
    if (this.state.name === 'closed') return NEVER;
    return this.state.name === 'open' ? this.state.untilMs : this.probe.wakeAtMs;
  }

  poll(now: number): void {
    if (this.state.name === 'open' && now >= this.state.untilMs) {
      const endedMs = this.state.untilMs;
      this.beginProbing(endedMs);
      this.enter(endedMs, HALF_OPEN, 'open time is over');
    }
    if (this.state.name === 'half-open' && now >= this.probe.wakeAtMs) {
      const verdict = this.probe.onTime(now);
      if (verdict === 'ping') this.ping(now);
      else this.obey(verdict, now, 0);
    }
    this.showWake();
  }

  /** A permit, or BLOCKED. The circuit has been polled. */
  ask(now: number): Permit {
    if (this.state.name === 'open') return BLOCKED;
    if (this.state.name === 'half-open') {
      const inFlight = this.probes.inFlight(now);
      if (inFlight >= this.probe.permits) return BLOCKED;
      if (!this.probe.admits(this.lastPermit + 1, inFlight)) return BLOCKED;
      this.probes.take(this.lastPermit + 1, now);
    }
    return ++this.lastPermit;
  }

  /** False where the outcome comes too late; the permit then belongs to a period, or a lease, that is over. */
  takeBack(permit: Permit, now: number): boolean {
    if (permit < this.firstOfGeneration) return false;
    return this.state.name !== 'half-open' || this.probes.giveBack(permit, now);
  }

  /** The call of a permit that was taken back in time succeeded. */
  onSuccess(permit: Permit, now: number, durationMs: number): void {
    if (this.state.name === 'half-open') this.obey(this.probe.onSuccess(now, permit), now, 0);
    else if (this.trip.onSuccess(now, durationMs)) this.open(now, this.trip.standing(now), 0);
  }

  /** The call of a permit that was taken back in time failed. */
  onFailure(
    permit: Permit,
    now: number,
    durationMs: number,
    kind: ServiceFailure,
    retryAfterMs: number,
  ): void {
    this.failures++;
    if (this.state.name === 'half-open') {
      this.obey(this.probe.onFailure(now, permit), now, retryAfterMs);
    } else if (this.trip.onFailure(now, durationMs, kind)) {
      this.open(now, this.trip.standing(now), retryAfterMs);
    } else if (now < this.alertUntilMs) {
      this.open(now, '1 failure while on alert', retryAfterMs);
    }
  }

  endPing(permit: Permit, now: number, good: boolean): void {
    if (!this.takeBack(permit, now)) return;
    const { probe } = this;
    this.obey(good ? probe.onSuccess(now, permit) : probe.onFailure(now, permit), now, 0);
  }

  standing(now: number): string {
    switch (this.state.name) {
      case 'closed':
        return this.trip.standing(now);
      case 'half-open':
        return this.probe.standing();
      case 'open':
        return `open for another ${durationText(Math.max(0, this.state.untilMs - now))}`;
    }
  }

  /** Opens for as long as the open policy says; a service may have asked for `retryAfterMs` (0: it did not). */
  open(now: number, reason: string, retryAfterMs: number): void {
    if (this.state.name === 'closed') {
      const healthyIntervals = Math.floor((now - this.closedSinceMs) / this.openPolicy.healthyMs);
      this.reopenings = Math.max(0, this.reopenings - healthyIntervals);
    }
    this.lastTrip = { reason, failures: this.failures };
    const opening = { reopenings: this.reopenings++, retryAfterMs };
    const openMs = toGrid(this.openPolicy.openMs(opening, this.luck));
    this.enter(now, { name: 'open', untilMs: now + openMs }, reason);
  }

  /** Follows what was decided elsewhere; `reopenings` counts those there. */
  adopt(now: number, state: CircuitState, trip: Trip, reopenings: number): void {
    this.reopenings = reopenings;
    if (state.name === 'closed') {
      this.close(now, trip.reason);
      return;
    }
    if (state.name === 'open') this.lastTrip = trip;
    else this.beginProbing(now);
    this.enter(now, state, trip.reason);
  }

  close(now: number, reason: string): void {
    this.trip.clear();
    this.closedSinceMs = now;
    this.enter(now, CLOSED, reason);
  }

  /** Until `untilMs`, one failure is enough to open. */
  alert(untilMs: number): void {
    this.alertUntilMs = untilMs;
  }

  /** Closes, and forgets what it learnt of former openings. */
  reset(now: number, reason: string): void {
    this.lastTrip = NO_TRIP;
    this.reopenings = 0;
    this.alertUntilMs = 0;
    this.close(now, reason);
  }

  snapshot(now: number): CircuitSnapshot {
    return {
      state: this.state.name,
      remainingOpenMs: this.state.name === 'open' ? this.state.untilMs - now : 0,
      closedMs: this.state.name === 'closed' ? Math.max(0, now - this.closedSinceMs) : 0,
      reopenings: this.reopenings,
      lastTrip: this.lastTrip,
    };
  }

  /** Goes on where `snapshot` left off, `elapsedMs` later. Calls that were in flight are forgotten. */
  restore(snapshot: CircuitSnapshot, now: number, elapsedMs: number): void {
    this.lastTrip = snapshot.lastTrip;
    this.reopenings = snapshot.reopenings;
    this.closedSinceMs = now - elapsedMs - snapshot.closedMs;
    const remainingMs = snapshot.remainingOpenMs - elapsedMs;
    if (snapshot.state !== 'closed' && remainingMs <= 0) {
      this.beginProbing(now);
      this.state = HALF_OPEN;
    } else if (snapshot.state === 'open') {
      this.state = { name: 'open', untilMs: now + remainingMs };
    }
    this.showWake();
  }

  private beginProbing(now: number): void {
    this.probes.clear();
    this.probe.begin(now);
  }

  private ping(now: number): void {
    const permit = ++this.lastPermit;
    this.probes.take(permit, now);
    this.listener.onPing(permit);
  }

  private obey(verdict: ProbeVerdict, now: number, retryAfterMs: number): void {
    if (verdict === 'reopen') this.open(now, this.probe.standing(), retryAfterMs);
    else if (verdict === 'close') this.close(now, this.probe.standing());
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
