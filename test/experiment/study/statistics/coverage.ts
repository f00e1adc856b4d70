import { expect } from 'vitest';
import type { Interval } from '../../../../src/experiment/study/statistics/interval.ts';
import { standardNormal } from '../../../../src/kernel/distribution/standard-normal.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';

export const STUDIES = 2_000;
const SEED = 1;

/** A law of chance, and the mean that an interval is to hold. */
export interface Law {
  readonly mean: number;
  readonly draw: (stream: RandomStream) => number;
}

function lognormal(sigma: number): Law {
  return {
    mean: Math.exp(sigma ** 2 / 2),
    draw: (stream) => Math.exp(sigma * standardNormal(stream)),
  };
}

export function coin(p: number): Law {
  return { mean: p, draw: (stream) => (stream.chance(p) ? 1 : 0) };
}

export const LAWS = {
  normal: { mean: 10, draw: (stream) => 10 + standardNormal(stream) },
  /** Skewness 1.75. */
  skewed: lognormal(0.5),
  /** As where a service collapses in three seeds of ten. */
  bimodal: {
    mean: 0.7 * 10 + 0.3 * 2,
    draw: (stream) => (stream.next() < 0.7 ? 10 : 2) + 0.5 * standardNormal(stream),
  },
} as const satisfies Record<string, Law>;

/** So many values, one after the other. */
export function* drawn(law: Law, count: number, stream: RandomStream): Generator<number> {
  for (let i = 0; i < count; i++) yield law.draw(stream);
}

export function holds(interval: Interval | null, truth: number): boolean {
  return interval !== null && interval.low <= truth && truth <= interval.high;
}

/** The share of studies, in per cent, for which it is true; each has luck of its own. */
export function percentOf(name: string, isTrue: (stream: RandomStream) => boolean): number {
  const stream = new RandomStream(SEED, name);
  let count = 0;
  for (let study = 0; study < STUDIES; study++) if (isTrue(stream.at(study))) count++;
  return (100 * count) / STUDIES;
}

/** 95 ± 1.5 %, of which chance is a third: the standard error over 2,000 studies is 0.5 %. */
export function expectCovers(percent: number): void {
  expect(percent).toBeGreaterThan(93.5);
  expect(percent).toBeLessThan(96.5);
}
