import { positiveNumber } from '../quantities.ts';
import { distributionVariant } from './distribution.ts';

/** Blind to its own mean at `shape` 1 and below, where there is none: a few values carry all. */
export const pareto = distributionVariant({
  kind: 'pareto',
  summary: 'heavy tail: rare values dwarf the rest; the smaller the shape, the heavier',
  parameters: (quantity) => ({ min: quantity, shape: positiveNumber }),
  constraint: { expected: 'a min above 0', holds: ({ min }) => min > 0 },
  create: ({ min, shape }) => ({
    mean: shape > 1 ? (min * shape) / (shape - 1) : Number.POSITIVE_INFINITY,
    sample: (stream) => min * (1 - stream.next()) ** (-1 / shape),
  }),
});
