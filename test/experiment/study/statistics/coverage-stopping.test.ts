import { describe, it } from 'vitest';
import { meanInterval } from '../../../../src/experiment/study/statistics/interval.ts';
import { Moments } from '../../../../src/experiment/study/statistics/moments.ts';
import {
  afterLook,
  FIRST_LOOK,
  isPrecise,
  type Looks,
} from '../../../../src/experiment/study/statistics/stopping.ts';
import { shareInterval } from '../../../../src/experiment/study/statistics/wilson.ts';
import type { RandomStream } from '../../../../src/kernel/random-stream.ts';
import { coin, drawn, expectCovers, holds, LAWS, type Law, percentOf } from './coverage.ts';

/** Adds replications until the look says to stop. */
function study(law: Law, stream: RandomStream, look: (moments: Moments) => boolean): Moments {
  const moments = new Moments();
  for (let looks: Looks | null = FIRST_LOOK; looks !== null; ) {
    for (const value of drawn(law, looks.at - moments.count, stream)) moments.add(value);
    looks = afterLook(looks, look(moments));
  }
  return moments;
}

describe('of 2,000 studies that stop when they know enough, 95 % hold the truth', () => {
  it.each([
    ['normal', 0.02],
    ['normal', 0.01],
    ['skewed', 0.1],
    ['skewed', 0.05],
    ['bimodal', 0.1],
    ['bimodal', 0.05],
  ] as const)('in the interval of a mean: %s, to %d of it', (name, share) => {
    const law = LAWS[name];
    const percent = percentOf(`until ${name} ${share}`, (stream) => {
      const done = study(law, stream, (moments) =>
        isPrecise(meanInterval(moments), share, moments.mean),
      );
      return holds(meanInterval(done), law.mean);
    });
    expectCovers(percent);
  });

  it.each([
    [0.5, 0.05],
    [0.3, 0.05],
    [0.05, 0.02],
  ])('in the interval of a share of %d, to %d', (p, share) => {
    const interval = ({ count, mean }: Moments) => shareInterval(Math.round(mean * count), count);
    const percent = percentOf(`until share ${p}`, (stream) =>
      holds(
        interval(study(coin(p), stream, (moments) => isPrecise(interval(moments), share, 1))),
        p,
      ),
    );
    expectCovers(percent);
  });
});
