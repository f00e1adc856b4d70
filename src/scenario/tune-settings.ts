import * as v from 'valibot';
import { count } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';

const value = v.union([v.string(), v.number(), v.boolean()], 'a value');
const metric = v.string('a metric: a path in the totals');

/** What `tune` may change, and what it is to reach. Its words are read when it is asked to. */
export const tuneSettings = settings({
  maximise: v.optional(v.pipe(metric, v.description('The metric of which more is better'))),
  minimise: v.optional(v.pipe(metric, v.description('Or the metric of which less is better'))),
  vary: v.optional(
    v.pipe(
      v.record(
        v.string(),
        v.union([v.array(value), value], 'a list of values, or a range such as 1s..60s/8log'),
        'a block of path: values',
      ),
      v.description(
        'Settings that may change, each with its values or a range of them; left out, those of the breaker, retry and timeout',
      ),
    ),
  ),
  constraints: v.optional(
    v.pipe(
      v.array(v.string('a constraint'), 'a list of constraints'),
      v.description('What must hold, as a threshold without an arm: charges.duplicate <= 100'),
    ),
    [],
  ),
  candidates: v.optional(
    v.pipe(count(1, 10_000), v.description('How many settings are tried of a grid that has more')),
  ),
});
