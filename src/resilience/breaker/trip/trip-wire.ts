import type { ServiceFailure } from '../../failure.ts';
import { createTripPolicy, type TripSettings } from './index.ts';
import type { RecentShare, TimedVerdict, TripPolicy } from './trip-policy.ts';

/** The trip policy of a circuit, and what is the same whatever the policy: a warm-up, and a time on alert. */
export class TripWire {
  readonly needsTime: boolean;
  readonly countsStarts: boolean;
  readonly isTimed: boolean;
  private readonly policy: TripPolicy;
  private readonly warmUpMs: number;
  private readonly keepsCounts: boolean;
  private warmUntilMs: number;
  private alertUntilMs = 0;
  private wasAlerted = false;

  constructor(settings: TripSettings, warmUpMs: number, keepsCounts: boolean) {
    this.policy = createTripPolicy(settings);
    this.needsTime = this.policy.needsTime;
    this.countsStarts = this.policy.countsStarts;
    this.isTimed = this.policy.isTimed;
    this.warmUpMs = warmUpMs;
    this.keepsCounts = keepsCounts;
    this.warmUntilMs = warmUpMs;
  }

  get wakeAtMs(): number {
    return this.isTimed ? this.policy.wakeAtMs : Number.POSITIVE_INFINITY;
  }

  /** Life begins, or begins again. */
  start(now: number): void {
    this.policy.clear();
    this.alertUntilMs = 0;
    this.warmUntilMs = now + this.warmUpMs;
    this.policy.begin(now);
  }

  /** A closed period begins. */
  begin(now: number): void {
    if (!this.keepsCounts) this.policy.clear();
    this.policy.begin(now);
  }

  /** Until `untilMs`, one failure is enough to open. */
  alert(untilMs: number): void {
    this.alertUntilMs = untilMs;
  }

  onStart(now: number): void {
    this.policy.onStart(now);
  }

  /** Whether the circuit should open now; so of all that follow. */
  onSuccess(now: number, durationMs: number): boolean {
    return this.policy.onSuccess(now, durationMs) && this.isWarm(now);
  }

  onFailure(now: number, durationMs: number, kind: ServiceFailure): boolean {
    if (this.policy.onFailure(now, durationMs, kind) && this.isWarm(now)) return true;
    this.wasAlerted = now < this.alertUntilMs;
    return this.wasAlerted;
  }

  onPing(good: boolean, now: number): boolean {
    return this.policy.onPing(good, now) && this.isWarm(now);
  }

  onTime(now: number): TimedVerdict {
    const verdict = this.policy.onTime(now);
    return verdict === 'open' && !this.isWarm(now) ? 'stay' : verdict;
  }

  /** Why it should open, asked once it should. */
  reason(now: number): string {
    const { wasAlerted } = this;
    this.wasAlerted = false;
    return wasAlerted ? '1 failure while on alert' : this.policy.standing(now);
  }

  standing(now: number): string {
    return this.policy.standing(now);
  }

  shares(now: number): readonly RecentShare[] {
    return this.policy.shares(now);
  }

  private isWarm(now: number): boolean {
    return now >= this.warmUntilMs;
  }
}
