import * as v from 'valibot';
import { duration } from '../../kernel/quantities.ts';
import { fallbackEntries, Substitution, substituteVariant } from './substitution.ts';

/** One failure is enough to degrade all calls for a while: quick, and nervous. */
class DegradedMode extends Substitution {
  private readonly hold: number;
  private untilMs = 0;

  constructor(hold: number) {
    super();
    this.hold = hold;
  }

  override bypasses(now: number): boolean {
    return now < this.untilMs;
  }

  onFailure(now: number): boolean {
    this.untilMs = now + this.hold;
    return true;
  }
}

export const degraded = substituteVariant({
  kind: 'degraded',
  summary:
    'a mode: after a failure, a reduced answer to everybody for a while, the service unasked',
  entries: {
    hold: v.optional(
      v.pipe(duration, v.description('How long the mode lasts after the last failure')),
      '5s',
    ),
    ...fallbackEntries,
  },
  create: ({ hold }) => new DegradedMode(hold),
});
