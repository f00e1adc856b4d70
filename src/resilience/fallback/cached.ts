import * as v from 'valibot';
import { positiveDuration } from '../../kernel/quantities.ts';
import { fallbackEntries, Substitution, substituteVariant } from './substitution.ts';

/** Keeps one answer, the last good one: for what is the same for every call, such as a rate or a flag. */
class LastAnswer extends Substitution {
  private readonly maxAge: number;
  private answeredAtMs = Number.NEGATIVE_INFINITY;

  constructor(maxAge: number) {
    super();
    this.maxAge = maxAge;
  }

  override onSuccess(now: number): void {
    this.answeredAtMs = now;
  }

  onFailure(now: number): boolean {
    return now - this.answeredAtMs <= this.maxAge;
  }
}

export const cached = substituteVariant({
  kind: 'cached',
  summary: 'the last good answer instead, while it is not too old',
  entries: {
    maxAge: v.optional(
      v.pipe(positiveDuration, v.description('An older answer is no answer')),
      '1m',
    ),
    ...fallbackEntries,
  },
  create: ({ maxAge }) => new LastAnswer(maxAge),
});
