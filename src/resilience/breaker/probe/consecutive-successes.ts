import * as v from 'valibot';
import { count } from '../../../kernel/quantities.ts';
import { byDefault } from '../../../kernel/variant.ts';
import { callProbes, ProbePolicy, type ProbeVerdict, probeVariant } from './probe-policy.ts';

interface Settings {
  readonly permits: number;
  readonly successes: number;
  readonly lease?: number | undefined;
}

/** Severe: one failure among the probes reopens, so a service that always fails a little stays shut out. */
class ConsecutiveSuccesses extends ProbePolicy {
  readonly permits: number;
  readonly leaseMs: number;
  private readonly successes: number;
  private streak = 0;
  private failed = false;

  constructor({ permits, successes, lease = Number.POSITIVE_INFINITY }: Settings) {
    super();
    this.permits = permits;
    this.successes = successes;
    this.leaseMs = lease;
  }

  begin(): void {
    this.streak = 0;
    this.failed = false;
  }

  onSuccess(): ProbeVerdict {
    this.streak++;
    return this.streak >= this.successes ? 'close' : 'stay';
  }

  onFailure(): ProbeVerdict {
    this.failed = true;
    return 'reopen';
  }

  standing(): string {
    if (this.failed) return 'a probe failed';
    return this.streak === 1 ? '1 probe succeeded' : `${this.streak} probes succeeded`;
  }
}

export const consecutiveSuccesses = byDefault(
  probeVariant({
    kind: 'consecutive-successes',
    summary: 'so many probes in a row must succeed; any failure reopens',
    entries: {
      permits: v.optional(count(1), 1),
      successes: v.optional(count(1), 1),
      ...callProbes,
    },
    create: (settings) => new ConsecutiveSuccesses(settings),
  }),
);
