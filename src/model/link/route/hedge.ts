import * as v from 'valibot';
import { duration } from '../../../kernel/quantities.ts';
import { routePlan } from './route-plan.ts';

export const hedge = routePlan({
  kind: 'hedge',
  summary: 'the first, and where it is slow the next beside it: the first answer counts',
  entries: {
    after: v.optional(
      v.pipe(duration, v.description('How long the answer may take before the next is asked too')),
      '100ms',
    ),
  },
  create: ({ after }) => ({ hedgesAfterMs: after }),
});
