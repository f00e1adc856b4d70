import * as v from 'valibot';
import { count, positiveDuration } from '../../../kernel/quantities.ts';
import { limit, ProbePolicy, type ProbeVerdict, probeVariant } from './probe-policy.ts';

interface Settings {
  readonly every: number;
  readonly successes: number;
  readonly timeout: number;
}

/**
 * No customer is the guinea pig: calls stay blocked until the pings are good. But a ping may be answered
 * by a service that cannot do the real work.
 */
class HealthCheck extends ProbePolicy {
  readonly permits = 0;
  readonly leaseMs: number;
  private readonly every: number;
  private readonly successes: number;
  private streak = 0;
  private nextPingMs = Number.POSITIVE_INFINITY;
  /** When the ping in flight, if there is one, counts as bad. */
  private deadlineMs = Number.POSITIVE_INFINITY;

  constructor({ every, successes, timeout }: Settings) {
    super();
    this.every = every;
    this.successes = successes;
    this.leaseMs = timeout;
  }

  override get wakeAtMs(): number {
    return this.nextPingMs;
  }

  begin(now: number): void {
    this.streak = 0;
    this.deadlineMs = Number.POSITIVE_INFINITY;
    this.nextPingMs = now;
  }

  override admits(): boolean {
    return false;
  }

  onSuccess(): ProbeVerdict {
    this.deadlineMs = Number.POSITIVE_INFINITY;
    this.streak++;
    return this.streak >= this.successes ? 'close' : 'stay';
  }

  onFailure(): ProbeVerdict {
    this.deadlineMs = Number.POSITIVE_INFINITY;
    this.streak = 0;
    return 'stay';
  }

  override onTime(now: number): ProbeVerdict | 'ping' {
    // Counted, not stepped: a clock may jump by a month.
    this.nextPingMs += this.every * (Math.floor((now - this.nextPingMs) / this.every) + 1);
    if (this.deadlineMs !== Number.POSITIVE_INFINITY) {
      if (now < this.deadlineMs) return 'stay';
      this.streak = 0;
    }
    this.deadlineMs = now + this.leaseMs;
    return 'ping';
  }

  standing(): string {
    return `${this.streak} good ${this.streak === 1 ? 'ping' : 'pings'} in a row`;
  }
}

export const healthCheck = probeVariant({
  kind: 'health-check',
  summary:
    'pings instead of calls; so many good ones in a row close, a bad one starts the count again',
  entries: {
    every: v.optional(positiveDuration, '1s'),
    successes: v.optional(count(1), 3),
    timeout: v.optional(
      v.pipe(positiveDuration, v.description('A ping that has no answer after so long is bad')),
      '1s',
    ),
    limit,
  },
  create: (settings) => new HealthCheck(settings),
});
