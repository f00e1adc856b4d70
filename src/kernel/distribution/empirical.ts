import * as v from 'valibot';
import { distributionVariant } from './distribution.ts';

/** `file` (one value a line) is read into `values` where the scenario's files are at hand. */
export const empirical = distributionVariant({
  kind: 'empirical',
  summary: 'one of the values measured, each as likely as another',
  parameters: (quantity) => ({
    values: v.pipe(
      v.array(quantity, 'a list of values, or a file of them'),
      v.minLength(1, 'a list of at least one value'),
    ),
  }),
  create: ({ values }) => ({
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    sample: (stream) => values[Math.floor(stream.next() * values.length)]!,
  }),
});
