import { distributionVariant } from './distribution.ts';

export const constant = distributionVariant({
  kind: 'constant',
  summary: 'always the same value',
  parameters: (quantity) => ({ value: quantity }),
  create: ({ value }) => ({ mean: value, sample: () => value }),
});
