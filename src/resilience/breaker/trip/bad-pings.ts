import * as v from 'valibot';
import { count, positiveDuration } from '../../../kernel/quantities.ts';
import { type TimedVerdict, TripPolicy, tripVariant } from './trip-policy.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Opens before a customer has to find out. But it opens as well where the ping alone is broken, and one bad
 * ping says little of a service that fails a little.
 */
class BadPings extends TripPolicy {
  override readonly isTimed = true;
  private readonly everyMs: number;
  private readonly failures: number;
  private readonly timeoutMs: number;
  private streak = 0;
  private nextPingMs: number;
  /** When the ping in flight, if there is one, counts as bad. */
  private deadlineMs = NEVER;

  constructor(everyMs: number, failures: number, timeoutMs: number) {
    super();
    this.everyMs = everyMs;
    this.failures = failures;
    this.timeoutMs = timeoutMs;
    this.nextPingMs = everyMs;
  }

  override get wakeAtMs(): number {
    return Math.min(this.nextPingMs, this.deadlineMs);
  }

  override begin(now: number): void {
    this.nextPingMs = now + this.everyMs;
    this.deadlineMs = NEVER;
  }

  override onTime(now: number): TimedVerdict {
    const opens = now >= this.deadlineMs && this.onPing(false);
    if (now < this.nextPingMs) return opens ? 'open' : 'stay';
    // Counted, not stepped: a clock may jump by a month.
    this.nextPingMs += this.everyMs * (Math.floor((now - this.nextPingMs) / this.everyMs) + 1);
    if (opens) return 'open';
    if (this.deadlineMs !== NEVER) return 'stay';
    this.deadlineMs = now + this.timeoutMs;
    return 'ping';
  }

  override onPing(good: boolean): boolean {
    this.deadlineMs = NEVER;
    this.streak = good ? 0 : this.streak + 1;
    return this.holds();
  }

  onFailure(): boolean {
    return false;
  }

  holds(): boolean {
    return this.streak >= this.failures;
  }

  standing(): string {
    return `${this.streak} bad ${this.streak === 1 ? 'ping' : 'pings'} in a row`;
  }

  clear(): void {
    this.streak = 0;
  }
}

export const badPings = tripVariant({
  kind: 'bad-pings',
  summary: 'pings beside the calls; so many bad ones in a row open a circuit that seemed well',
  entries: {
    every: v.optional(positiveDuration, '5s'),
    failures: v.optional(count(1), 1),
    timeout: v.optional(
      v.pipe(positiveDuration, v.description('A ping that has no answer after so long is bad')),
      '1s',
    ),
  },
  create: ({ every, failures, timeout }) => new BadPings(every, failures, timeout),
});
