import { distributionVariant } from './distribution.ts';

export const exponential = distributionVariant({
  kind: 'exponential',
  summary: 'memoryless: mostly short, now and then long',
  parameters: (quantity) => ({ mean: quantity }),
  create: ({ mean }) => ({ mean, sample: (stream) => -mean * Math.log(1 - stream.next()) }),
});
