import * as v from 'valibot';
import { count, positiveShare } from '../../../kernel/quantities.ts';
import { callProbes, ProbePolicy, type ProbeVerdict, probeVariant } from './probe-policy.ts';

interface Settings {
  readonly probes: number;
  readonly minimumCalls: number;
  readonly rate: number;
  readonly strict?: boolean | undefined;
  readonly lease?: number | undefined;
}

/**
 * Hears as many probes out as it was told to, and judges them together: a verdict that is plain earlier has
 * to wait, and a probe that hangs keeps it waiting.
 */
class FailureRate extends ProbePolicy {
  readonly permits: number;
  readonly leaseMs: number;
  private readonly minimumCalls: number;
  private readonly rate: number;
  private readonly isStrict: boolean;
  private ended = 0;
  private failures = 0;

  constructor({ probes, minimumCalls, rate, strict, lease }: Settings) {
    super();
    this.permits = probes;
    this.minimumCalls = Math.min(minimumCalls, probes);
    this.rate = rate;
    this.isStrict = strict === true;
    this.leaseMs = lease ?? Number.POSITIVE_INFINITY;
  }

  begin(): void {
    this.ended = 0;
    this.failures = 0;
  }

  override admits(_permit: number, inFlight: number): boolean {
    return this.ended + inFlight < this.permits;
  }

  onSuccess(): ProbeVerdict {
    this.ended++;
    return this.judge();
  }

  onFailure(): ProbeVerdict {
    this.ended++;
    this.failures++;
    return this.judge();
  }

  standing(): string {
    return `${this.failures} of ${this.ended} ${this.ended === 1 ? 'probe' : 'probes'} failed`;
  }

  private judge(): ProbeVerdict {
    if (this.ended < this.minimumCalls) return 'stay';
    const share = this.failures / this.ended;
    return (this.isStrict ? share > this.rate : share >= this.rate) ? 'reopen' : 'close';
  }
}

export const failureRate = probeVariant({
  kind: 'failure-rate',
  summary: 'a number of probes is heard out, and the share of failures among them decides',
  entries: {
    probes: v.optional(
      v.pipe(count(1), v.description('Calls that are let through in all, at once if they come so')),
      10,
    ),
    minimumCalls: v.optional(
      v.pipe(count(1), v.description('Probes that must have ended for the verdict; at most all')),
      10,
    ),
    rate: v.optional(
      v.pipe(positiveShare, v.description('The share of failures that reopens; less closes')),
      0.5,
    ),
    strict: v.optional(
      v.pipe(
        v.boolean('true or false'),
        v.description('Whether the share must be above the rate; at the very rate it then closes'),
      ),
    ),
    ...callProbes,
  },
  create: (settings) => new FailureRate(settings),
});
