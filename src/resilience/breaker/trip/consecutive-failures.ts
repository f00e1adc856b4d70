import * as v from 'valibot';
import { count } from '../../../kernel/quantities.ts';
import { TripPolicy, tripVariant } from './trip-policy.ts';

/** Blind to rate: one lucky success starts the count again. */
class ConsecutiveFailures extends TripPolicy {
  private streak = 0;
  private readonly failures: number;

  constructor(failures: number) {
    super();
    this.failures = failures;
  }

  override onSuccess(): boolean {
    this.streak = 0;
    return false;
  }

  onFailure(): boolean {
    this.streak++;
    return this.streak >= this.failures;
  }

  standing(): string {
    if (this.streak === 0) return 'no failure';
    return this.streak === 1 ? '1 failure' : `${this.streak} consecutive failures`;
  }

  clear(): void {
    this.streak = 0;
  }
}

export const consecutiveFailures = tripVariant({
  kind: 'consecutive-failures',
  summary: 'so many failures without a success between them',
  entries: { failures: v.optional(count(1), 5) },
  create: ({ failures }) => new ConsecutiveFailures(failures),
});
