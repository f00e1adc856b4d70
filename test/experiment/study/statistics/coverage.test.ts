import { describe, expect, it } from 'vitest';
import { quantileInterval } from '../../../../src/experiment/study/statistics/bootstrap.ts';
import { simultaneousLevel } from '../../../../src/experiment/study/statistics/correction.ts';
import { meanInterval } from '../../../../src/experiment/study/statistics/interval.ts';
import { normalUpperQuantile } from '../../../../src/experiment/study/statistics/normal-quantile.ts';
import { shareInterval } from '../../../../src/experiment/study/statistics/wilson.ts';
import { standardNormal } from '../../../../src/kernel/distribution/standard-normal.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';
import { coin, drawn, expectCovers, holds, LAWS, percentOf } from './coverage.ts';
import { momentsOf, tallyOf } from './samples.ts';

describe('of 2,000 studies, 95 % hold the truth', () => {
  it.each([
    ['normal', 2],
    ['normal', 5],
    ['normal', 30],
    ['skewed', 100],
    ['bimodal', 30],
  ] as const)('in the interval of a mean: %s, %i seeds', (name, seeds) => {
    const law = LAWS[name];
    const percent = percentOf(`${name} ${seeds}`, (stream) =>
      holds(meanInterval(momentsOf(drawn(law, seeds, stream))), law.mean),
    );
    expectCovers(percent);
  });

  it.each([
    ['normal', 0.1],
    ['skewed', 2],
    ['bimodal', 0],
  ] as const)('in the interval of a paired difference: %s, %d apart', (name, apart) => {
    const law = LAWS[name];
    const percent = percentOf(`paired ${name}`, (stream) => {
      const differences = Array.from({ length: 30 }, () => {
        // What both arms share, and what each has of its own.
        const shared = law.draw(stream);
        const own = law.draw(stream) + apart;
        return shared + own - (shared + law.draw(stream));
      });
      return holds(meanInterval(momentsOf(differences)), apart);
    });
    expectCovers(percent);
  });

  it.each([20, 100, 1_000])('in the interval of a share, whatever it is, %i seeds', (seeds) => {
    const percent = percentOf(`share of ${seeds}`, (stream) => {
      const p = 0.05 + 0.9 * stream.next();
      const { count, mean } = momentsOf(drawn(coin(p), seeds, stream));
      return holds(shareInterval(Math.round(mean * count), count), p);
    });
    expectCovers(percent);
  });

  it.each([0.1, 0.5, 0.9])('in the interval of a quantile of %d, 100 to 200 seeds', (share) => {
    const truth = 10 + normalUpperQuantile(1 - share);
    const luck = new RandomStream(3, 'bootstrap');
    const percent = percentOf(`quantile ${share}`, (stream) => {
      const seeds = 100 + Math.floor(100 * stream.next());
      return holds(
        quantileInterval(tallyOf(drawn(LAWS.normal, seeds, stream)), share, luck),
        truth,
      );
    });
    expectCovers(percent);
  });
});

describe('of 2,000 studies of eight arms against one baseline', () => {
  const ARMS = 8;
  const SEEDS = 20;

  /** The differences of arms that are no better or worse than the baseline, seed by seed. */
  function differences(stream: RandomStream) {
    const baseline = Array.from({ length: SEEDS }, () => standardNormal(stream));
    return Array.from({ length: ARMS }, () =>
      momentsOf(baseline.map((x) => standardNormal(stream) - x)),
    );
  }

  it('at least 95 % hold the truth in all intervals at once, and single ones would not', () => {
    const level = simultaneousLevel(0.95, ARMS);
    const all = (each: number) =>
      percentOf('arms', (stream) =>
        differences(stream).every((of) => holds(meanInterval(of, each), 0)),
      );
    expect(all(level)).toBeGreaterThan(93.5);
    expect(all(0.95)).toBeLessThan(85);
  });
});
