import * as v from 'valibot';
import { count, rate } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';

const positiveRate = v.pipe(
  rate,
  v.check((perSecond) => perSecond > 0, 'a rate such as 300/s or 12/min, above 0/s'),
);

export const rateLimitSettings = settings({
  rate: v.pipe(positiveRate, v.description('Calls let through in the long run')),
  burst: v.optional(v.pipe(count(1), v.description('Calls let through at once after a pause')), 1),
});

export type RateLimitSettings = v.InferOutput<typeof rateLimitSettings>;
