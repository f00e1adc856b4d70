import { law, meanOf } from './law.ts';

/** log q = log mean + log(−log(1 − share)). */
export const exponential = law<{ readonly mean: number }>({
  kind: 'exponential',
  size: 1,
  fit: (quantiles) => ({
    mean: Math.exp(
      meanOf(quantiles.map(({ share, ms }) => Math.log(ms) - Math.log(-Math.log1p(-share)))),
    ),
  }),
  quantile: ({ mean }, share) => -mean * Math.log1p(-share),
  settings: ({ mean }) => ({ mean }),
});
