import * as v from 'valibot';
import { count } from '../../../kernel/quantities.ts';
import { settings } from '../../../kernel/settings.ts';
import type { ProbePolicy, ProbeVerdict } from './probe-policy.ts';

/** Severe: one failure among the probes reopens, so a service that always fails a little stays shut out. */
class ConsecutiveSuccesses implements ProbePolicy {
  private readonly permits: number;
  private readonly successes: number;
  private inFlight = 0;
  private streak = 0;
  private failed = false;

  constructor(permits: number, successes: number) {
    this.permits = permits;
    this.successes = successes;
  }

  tryAcquire(): boolean {
    if (this.inFlight >= this.permits) return false;
    this.inFlight++;
    return true;
  }

  onSuccess(): ProbeVerdict {
    this.inFlight--;
    this.streak++;
    return this.streak >= this.successes ? 'close' : 'stay';
  }

  onFailure(): ProbeVerdict {
    this.inFlight--;
    this.failed = true;
    return 'reopen';
  }

  onIgnored(): void {
    this.inFlight--;
  }

  standing(): string {
    if (this.failed) return 'a probe failed';
    return this.streak === 1 ? '1 probe succeeded' : `${this.streak} probes succeeded`;
  }

  clear(): void {
    this.inFlight = 0;
    this.streak = 0;
    this.failed = false;
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
  }),
  create: ({ permits, successes }: { permits: number; successes: number }): ProbePolicy =>
    new ConsecutiveSuccesses(permits, successes),
} as const;
