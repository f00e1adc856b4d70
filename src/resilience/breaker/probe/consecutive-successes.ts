import * as v from 'valibot';
import { count } from '../../../kernel/quantities.ts';
import { settings } from '../../../kernel/settings.ts';
import { lease, type ProbePolicy, type ProbeVerdict } from './probe-policy.ts';

export interface Settings {
  readonly permits: number;
  readonly successes: number;
  readonly lease?: number | undefined;
}

/** Severe: one failure among the probes reopens, so a service that always fails a little stays shut out. */
class ConsecutiveSuccesses implements ProbePolicy {
  readonly permits: number;
  readonly leaseMs: number;
  readonly wakeAtMs = Number.POSITIVE_INFINITY;
  private readonly successes: number;
  private streak = 0;
  private failed = false;

  constructor({ permits, successes, lease = Number.POSITIVE_INFINITY }: Settings) {
    this.permits = permits;
    this.successes = successes;
    this.leaseMs = lease;
  }

  begin(): void {
    this.streak = 0;
    this.failed = false;
  }

  admits(): boolean {
    return true;
  }

  onSuccess(): ProbeVerdict {
    this.streak++;
    return this.streak >= this.successes ? 'close' : 'stay';
  }

  onFailure(): ProbeVerdict {
    this.failed = true;
    return 'reopen';
  }

  onTime(): ProbeVerdict {
    return 'stay';
  }

  standing(): string {
    if (this.failed) return 'a probe failed';
    return this.streak === 1 ? '1 probe succeeded' : `${this.streak} probes succeeded`;
  }
}

const KIND = 'consecutive-successes';

export const consecutiveSuccesses = {
  kind: KIND,
  summary: 'so many probes in a row must succeed; any failure reopens',
  schema: settings({
    kind: v.optional(v.literal(KIND), KIND),
    permits: v.optional(count(1), 1),
    successes: v.optional(count(1), 1),
    lease,
  }),
  create: (settings: Settings): ProbePolicy => new ConsecutiveSuccesses(settings),
} as const;
