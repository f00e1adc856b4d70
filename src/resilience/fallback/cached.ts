import * as v from 'valibot';
import { positiveDuration } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import { fallbackEntries } from './fallback-entries.ts';
import type { Substitution } from './substitution.ts';

/** Keeps one answer, the last good one: for what is the same for every call, such as a rate or a flag. */
class LastAnswer implements Substitution {
  private readonly maxAge: number;
  private answeredAtMs = Number.NEGATIVE_INFINITY;

  constructor(maxAge: number) {
    this.maxAge = maxAge;
  }

  bypasses(): boolean {
    return false;
  }

  onSuccess(now: number): void {
    this.answeredAtMs = now;
  }

  onFailure(now: number): boolean {
    return now - this.answeredAtMs <= this.maxAge;
  }
}

export const cached = {
  kind: 'cached',
  summary: 'the last good answer instead, while it is not too old',
  schema: settings({
    kind: v.literal('cached'),
    maxAge: v.optional(
      v.pipe(positiveDuration, v.description('An older answer is no answer')),
      '1m',
    ),
    ...fallbackEntries,
  }),
  create: ({ maxAge }: { maxAge: number }): Substitution => new LastAnswer(maxAge),
} as const;
