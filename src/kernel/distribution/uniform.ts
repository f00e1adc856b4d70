import { distributionVariant } from './distribution.ts';

export const uniform = distributionVariant({
  kind: 'uniform',
  summary: 'anything between min and max alike',
  parameters: (quantity) => ({ min: quantity, max: quantity }),
  constraint: { expected: 'a max of at least min', holds: ({ min, max }) => max >= min },
  create: ({ min, max }) => ({
    mean: (min + max) / 2,
    sample: (stream) => min + (max - min) * stream.next(),
  }),
});
