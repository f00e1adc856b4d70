import { positiveNumber } from '../quantities.ts';
import type { RandomStream } from '../random-stream.ts';
import { distributionVariant } from './distribution.ts';
import { standardNormal } from './standard-normal.ts';

export const gamma = distributionVariant({
  kind: 'gamma',
  summary: 'shape 1 is exponential, larger ones gather around the mean',
  parameters: (quantity) => ({ mean: quantity, shape: positiveNumber }),
  create: ({ mean, shape }) => ({
    mean,
    sample: (stream) => (mean / shape) * standardGamma(shape, stream),
  }),
});

/** Marsaglia and Tsang, "A simple method for generating gamma variables" (2000), scale 1. */
function standardGamma(shape: number, stream: RandomStream): number {
  if (shape < 1) {
    return standardGamma(shape + 1, stream) * (1 - stream.next()) ** (1 / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = standardNormal(stream);
    const cubeRoot = 1 + c * x;
    if (cubeRoot <= 0) continue;
    const candidate = cubeRoot * cubeRoot * cubeRoot;
    const limit = 0.5 * x * x + d * (1 - candidate + Math.log(candidate));
    if (Math.log(1 - stream.next()) < limit) return d * candidate;
  }
}
