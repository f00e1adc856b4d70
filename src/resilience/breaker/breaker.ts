import { durationText } from '../../kernel/quantity-text.ts';
import { createOpenPolicy } from './open/index.ts';
import type { OpenPolicy } from './open/open-policy.ts';
import { createProbePolicy } from './probe/index.ts';
import type { ProbePolicy, ProbeVerdict } from './probe/probe-policy.ts';
import type { BreakerSettings } from './settings.ts';
import type { BreakerTransition } from './state.ts';
import { createTripPolicy } from './trip/index.ts';
import type { FailureKind, TripPolicy } from './trip/trip-policy.ts';

/** Leave to make one call, to be returned once with its outcome; BLOCKED is the refusal. */
export type Permit = number;
export const BLOCKED: Permit = 0;

type State =
  | { readonly name: 'closed' }
  | { readonly name: 'open'; readonly untilMs: number }
  | { readonly name: 'half-open' };

const CLOSED: State = { name: 'closed' };
const HALF_OPEN: State = { name: 'half-open' };

export interface BreakerCounts {
  /** Calls that asked, blocked ones included. */
  calls: number;
  successful: number;
  failed: number;
  ignored: number;
  blocked: number;
  /** Outcomes that came after the state in which the call was let through had ended, and were dropped. */
  late: number;
  stateChanges: number;
}

/**
 * The circuit breaker, told the time: no clock, no timers, no promises. The simulator drives it with
 * virtual time, a service with the real one, and neither can tell the difference. Times are in ms of one
 * clock that never goes back.
 *
 * Every permit has a number of its own, and each period of a state (a generation) remembers the first
 * that it gave: an outcome whose permit is older comes too late to judge the present period. So a slow
 * failure from before cannot reopen a circuit that has just healed.
 */
export class Breaker {
  readonly counts: BreakerCounts = {
    calls: 0,
    successful: 0,
    failed: 0,
    ignored: 0,
    blocked: 0,
    late: 0,
    stateChanges: 0,
  };
  private readonly trip: TripPolicy;
  private readonly open: OpenPolicy;
  private readonly probe: ProbePolicy;
  private readonly onTransition: (transition: BreakerTransition) => void;
  private state: State = CLOSED;
  private lastPermit: Permit = 0;
  private firstOfGeneration: Permit = 1;

  constructor(settings: BreakerSettings, onTransition: (transition: BreakerTransition) => void) {
    this.trip = createTripPolicy(settings.trip);
    this.open = createOpenPolicy(settings.open);
    this.probe = createProbePolicy(settings.probe);
    this.onTransition = onTransition;
  }

  /** The state as it was left; `poll` first where time may have passed since. */
  get stateName(): State['name'] {
    return this.state.name;
  }

  /** When the state will change by time alone; Infinity if it will not. */
  get wakeAtMs(): number {
    return this.state.name === 'open' ? this.state.untilMs : Number.POSITIVE_INFINITY;
  }

  /** Lets the state follow the time: an open period ends when it is over, with or without a call. */
  poll(now: number): void {
    if (this.state.name !== 'open' || now < this.state.untilMs) return;
    this.probe.clear();
    this.enter(this.state.untilMs, HALF_OPEN, 'open time is over');
  }

  /** A permit, or BLOCKED. */
  tryAcquire(now: number): Permit {
    this.poll(now);
    this.counts.calls++;
    const allowed =
      this.state.name === 'closed' ||
      (this.state.name === 'half-open' && this.probe.tryAcquire(now));
    if (allowed) return ++this.lastPermit;
    this.counts.blocked++;
    return BLOCKED;
  }

  /** The call succeeded after `durationMs`. */
  succeed(permit: Permit, now: number, durationMs: number): void {
    if (this.isLate(permit)) return;
    this.counts.successful++;
    if (this.state.name === 'half-open') this.obey(this.probe.onSuccess(now), now);
    else if (this.trip.onSuccess(now, durationMs)) this.openAt(now, this.trip.standing(now));
  }

  /** The call failed after `durationMs`. */
  fail(permit: Permit, now: number, durationMs: number, kind: FailureKind): void {
    if (this.isLate(permit)) return;
    this.counts.failed++;
    if (this.state.name === 'half-open') this.obey(this.probe.onFailure(now), now);
    else if (this.trip.onFailure(now, durationMs, kind)) this.openAt(now, this.trip.standing(now));
  }

  /** The call says nothing about the service (its caller went away): the permit is only returned. */
  ignore(permit: Permit, now: number): void {
    if (this.isLate(permit)) return;
    this.counts.ignored++;
    if (this.state.name === 'half-open') this.probe.onIgnored(now);
  }

  /** Where the present state stands, in words: "2 consecutive failures". */
  standing(now: number): string {
    switch (this.state.name) {
      case 'closed':
        return this.trip.standing(now);
      case 'half-open':
        return this.probe.standing();
      case 'open':
        return `open for another ${durationText(this.state.untilMs - now)}`;
    }
  }

  private isLate(permit: Permit): boolean {
    if (permit >= this.firstOfGeneration) return false;
    this.counts.late++;
    return true;
  }

  private obey(verdict: ProbeVerdict, now: number): void {
    if (verdict === 'stay') return;
    const reason = this.probe.standing();
    if (verdict === 'reopen') {
      this.openAt(now, reason);
    } else {
      this.trip.clear();
      this.enter(now, CLOSED, reason);
    }
  }

  private openAt(now: number, reason: string): void {
    this.enter(now, { name: 'open', untilMs: now + this.open.openMs(now) }, reason);
  }

  private enter(atMs: number, state: State, reason: string): void {
    const from = this.state.name;
    this.state = state;
    this.firstOfGeneration = this.lastPermit + 1;
    this.counts.stateChanges++;
    this.onTransition({ atMs, from, to: state.name, reason });
  }
}
