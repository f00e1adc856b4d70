import { normalUpperQuantile } from '../../study/statistics/normal-quantile.ts';
import { law, line } from './law.ts';

/** log q = log median + sigma z. */
export const lognormal = law<{ readonly median: number; readonly sigma: number }>({
  kind: 'lognormal',
  size: 2,
  fit: (quantiles) => {
    const found = line(
      quantiles.map(({ share, ms }) => [normalUpperQuantile(1 - share), Math.log(ms)]),
    );
    return found === null || found.b <= 0 ? null : { median: Math.exp(found.a), sigma: found.b };
  },
  quantile: ({ median, sigma }, share) => median * Math.exp(sigma * normalUpperQuantile(1 - share)),
  settings: ({ median, sigma }) => ({
    median,
    p95: median * Math.exp(sigma * normalUpperQuantile(0.05)),
  }),
});
