import * as v from 'valibot';
import { duration } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import { fallbackEntries } from './fallback-entries.ts';
import type { Substitution } from './substitution.ts';

/** One failure is enough to degrade all calls for a while: quick, and nervous. */
class DegradedMode implements Substitution {
  private readonly hold: number;
  private untilMs = 0;

  constructor(hold: number) {
    this.hold = hold;
  }

  bypasses(now: number): boolean {
    return now < this.untilMs;
  }

  onSuccess(): void {}

  onFailure(now: number): boolean {
    this.untilMs = now + this.hold;
    return true;
  }
}

export const degraded = {
  kind: 'degraded',
  summary:
    'a mode: after a failure, a reduced answer to everybody for a while, the service unasked',
  schema: settings({
    kind: v.literal('degraded'),
    hold: v.optional(
      v.pipe(duration, v.description('How long the mode lasts after the last failure')),
      '5s',
    ),
    ...fallbackEntries,
  }),
  create: ({ hold }: { hold: number }): Substitution => new DegradedMode(hold),
} as const;
