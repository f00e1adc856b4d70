import { law, line } from './law.ts';

/** log q = log min − log(1 − share) / shape. */
export const pareto = law<{ readonly min: number; readonly shape: number }>({
  kind: 'pareto',
  size: 2,
  fit: (quantiles) => {
    const found = line(quantiles.map(({ share, ms }) => [-Math.log1p(-share), Math.log(ms)]));
    return found === null || found.b <= 0 ? null : { min: Math.exp(found.a), shape: 1 / found.b };
  },
  quantile: ({ min, shape }, share) => min * (1 - share) ** (-1 / shape),
  settings: ({ min, shape }) => ({ min, shape }),
});
