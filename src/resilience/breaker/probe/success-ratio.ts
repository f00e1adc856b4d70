import * as v from 'valibot';
import { count, positiveShare } from '../../../kernel/quantities.ts';
import { callProbes, ProbePolicy, type ProbeVerdict, probeVariant } from './probe-policy.ts';

interface Settings {
  readonly probes: number;
  readonly ratio: number;
  readonly permits: number;
  readonly lease?: number | undefined;
}

/** Judges as soon as the rest of the probes could not change the verdict. */
class SuccessRatio extends ProbePolicy {
  readonly permits: number;
  readonly leaseMs: number;
  private readonly probes: number;
  private readonly ratio: number;
  private successes = 0;
  private failures = 0;

  constructor({ probes, ratio, permits, lease = Number.POSITIVE_INFINITY }: Settings) {
    super();
    this.probes = probes;
    this.ratio = ratio;
    this.permits = permits;
    this.leaseMs = lease;
  }

  begin(): void {
    this.successes = 0;
    this.failures = 0;
  }

  override admits(_permit: number, inFlight: number): boolean {
    return this.successes + this.failures + inFlight < this.probes;
  }

  onSuccess(): ProbeVerdict {
    this.successes++;
    return this.successes / this.probes >= this.ratio ? 'close' : 'stay';
  }

  onFailure(): ProbeVerdict {
    this.failures++;
    return (this.probes - this.failures) / this.probes < this.ratio ? 'reopen' : 'stay';
  }

  standing(): string {
    const ended = this.successes + this.failures;
    return `${this.successes} of ${ended} ${ended === 1 ? 'probe' : 'probes'} succeeded`;
  }
}

export const successRatio = probeVariant({
  kind: 'success-ratio',
  summary: 'so large a share of a number of probes must succeed',
  entries: {
    probes: v.optional(count(1), 10),
    ratio: v.optional(positiveShare, 0.8),
    permits: v.optional(count(1), 10),
    ...callProbes,
  },
  create: (settings) => new SuccessRatio(settings),
});
