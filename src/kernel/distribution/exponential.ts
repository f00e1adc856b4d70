import { distributionVariant } from './distribution.ts';
import { standardExponential } from './standard-exponential.ts';

export const exponential = distributionVariant({
  kind: 'exponential',
  summary: 'memoryless: mostly short, now and then long',
  parameters: (quantity) => ({ mean: quantity }),
  create: ({ mean }) => ({ mean, sample: (stream) => mean * standardExponential(stream) }),
});
