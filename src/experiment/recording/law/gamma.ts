import type { Quantile } from '../../../scenario/recording/latency.ts';
import { standardGammaQuantile } from './gamma-quantile.ts';
import { law, meanOf } from './law.ts';

const LEAST_SHAPE = 0.1;
const MOST_SHAPE = 500;
/** Golden sections of the logarithm of the shape: to a thousandth. */
const SECTIONS = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Of each shape the best mean is known in closed form; the shape is searched for. */
export const gamma = law<{ readonly mean: number; readonly shape: number }>({
  kind: 'gamma',
  size: 2,
  fit: (quantiles) => {
    if (quantiles.length < 2) return null;
    let [low, high] = [Math.log(LEAST_SHAPE), Math.log(MOST_SHAPE)];
    for (let i = 0; i < SECTIONS; i++) {
      const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
      if (ofShape(quantiles, Math.exp(left)).error < ofShape(quantiles, Math.exp(right)).error)
        high = right;
      else low = left;
    }
    const shape = Math.exp((low + high) / 2);
    return { mean: ofShape(quantiles, shape).mean, shape };
  },
  quantile: ({ mean, shape }, share) => (mean / shape) * standardGammaQuantile(share, shape),
  settings: ({ mean, shape }) => ({ mean, shape }),
});

function ofShape(quantiles: readonly Quantile[], shape: number): { mean: number; error: number } {
  const logs = quantiles.map(
    ({ share, ms }) => Math.log(ms) - Math.log(standardGammaQuantile(share, shape) / shape),
  );
  const mean = meanOf(logs);
  return { mean: Math.exp(mean), error: logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) };
}
