import { durationText } from '../../../kernel/quantity-text.ts';
import { createProbePolicy, type ProbeSettings } from './index.ts';
import { Leases } from './leases.ts';
import type { ProbePolicy, ProbeVerdict } from './probe-policy.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** The half-open period: the probe policy, who is in flight, and what is the same whatever the policy. */
export class HalfOpen {
  /** Whether calls that find no permit wait for one. */
  readonly othersWait: boolean;
  /** Whether a call's own duration matters here. */
  readonly needsTime: boolean;
  private readonly settings: ProbeSettings;
  /** Both are made as the first period begins: in a fleet most circuits never open. */
  private policy!: ProbePolicy;
  private leases: Leases | undefined;
  private readonly slowMs: number;
  private readonly limitMs: number;
  private readonly atLimit: ProbeVerdict;
  private endsAtMs = NEVER;
  /** Why it ended, where that was not the policy's doing. */
  private why = '';

  constructor(settings: ProbeSettings) {
    this.settings = settings;
    this.othersWait = 'others' in settings && settings.others === 'wait';
    this.slowMs = ('slow' in settings ? settings.slow : undefined) ?? NEVER;
    this.needsTime = this.slowMs !== NEVER;
    this.limitMs = settings.limit?.time ?? NEVER;
    this.atLimit = settings.limit?.to === 'closed' ? 'close' : 'reopen';
  }

  get wakeAtMs(): number {
    const ownMs = Math.min(this.policy.wakeAtMs, this.endsAtMs);
    return this.othersWait ? Math.min(ownMs, this.leases!.nextExpiryMs) : ownMs;
  }

  /** A half-open period began at `begunMs`, and is noticed `now`: its limit counts from here. */
  begin(begunMs: number, now: number): void {
    if (this.leases === undefined) {
      this.policy = createProbePolicy(this.settings);
      this.leases = new Leases(this.policy.leaseMs);
    }
    this.leases.clear();
    this.policy.begin(begunMs);
    this.endsAtMs = now + this.limitMs;
    this.why = '';
  }

  /** Whether a call that comes now finds no permit; only of policies whose others may wait. */
  isFull(now: number): boolean {
    const inFlight = this.leases!.inFlight(now);
    return inFlight >= this.policy.permits || !this.policy.admits(0, inFlight);
  }

  /** Takes `permit` for a call; false where it may not be made. */
  take(permit: number, now: number): boolean {
    const inFlight = this.leases!.inFlight(now);
    if (inFlight >= this.policy.permits) return false;
    if (!this.policy.admits(permit, inFlight)) return false;
    this.leases!.take(permit, now);
    return true;
  }

  takePing(permit: number, now: number): void {
    this.leases!.take(permit, now);
  }

  /** False if the lease is over: the outcome comes too late. */
  giveBack(permit: number, now: number): boolean {
    return this.leases!.giveBack(permit, now);
  }

  onSuccess(now: number, permit: number, durationMs: number): ProbeVerdict {
    if (durationMs < this.slowMs) return this.policy.onSuccess(now, permit);
    const verdict = this.policy.onFailure(now, permit);
    if (verdict === 'reopen') this.why = `a probe took ${durationText(durationMs)}`;
    return verdict;
  }

  onFailure(now: number, permit: number): ProbeVerdict {
    return this.policy.onFailure(now, permit);
  }

  /** It is `wakeAtMs`, or later. */
  onTime(now: number): ProbeVerdict | 'ping' {
    if (now >= this.endsAtMs) {
      this.why = `no verdict after ${durationText(this.limitMs)}`;
      this.endsAtMs = NEVER;
      return this.atLimit;
    }
    // What lies behind a lease that has run out is forgotten with it.
    this.leases!.inFlight(now);
    return now >= this.policy.wakeAtMs ? this.policy.onTime(now) : 'stay';
  }

  standing(): string {
    return this.why === '' ? this.policy.standing() : this.why;
  }
}
