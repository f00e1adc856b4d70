import { law, line } from './law.ts';

/** q = min + (max − min) share: in a straight line without logarithms. */
export const uniform = law<{ readonly min: number; readonly max: number }>({
  kind: 'uniform',
  size: 2,
  fit: (quantiles) => {
    const found = line(quantiles.map(({ share, ms }) => [share, ms]));
    if (found === null || found.b <= 0 || found.a < 0) return null;
    return { min: found.a, max: found.a + found.b };
  },
  quantile: ({ min, max }, share) => min + (max - min) * share,
  settings: ({ min, max }) => ({ min, max }),
});
