import { distributionVariant } from './distribution.ts';
import { standardNormal } from './standard-normal.ts';

/** The 95 % quantile of the standard normal distribution. */
const Z95 = 1.6448536269514722;

export const lognormal = distributionVariant({
  kind: 'lognormal',
  summary: 'the usual shape of latencies and of baskets: a median and a long tail',
  parameters: (quantity) => ({ median: quantity, p95: quantity }),
  constraint: {
    expected: 'a median above 0 and a p95 above it',
    holds: ({ median, p95 }) => median > 0 && p95 > median,
  },
  create: ({ median, p95 }) => {
    const sigma = Math.log(p95 / median) / Z95;
    return {
      mean: median * Math.exp((sigma * sigma) / 2),
      sample: (stream) => median * Math.exp(sigma * standardNormal(stream)),
    };
  },
});
