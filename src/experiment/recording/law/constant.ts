import { law, meanOf } from './law.ts';

export const constant = law<{ readonly value: number }>({
  kind: 'constant',
  size: 1,
  // One quantile alone tells of no scatter, and to have none is rare.
  fit: (quantiles) =>
    quantiles.length < 2
      ? null
      : { value: Math.exp(meanOf(quantiles.map(({ ms }) => Math.log(ms)))) },
  quantile: ({ value }) => value,
  settings: ({ value }) => ({ value }),
});
