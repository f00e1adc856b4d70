import { describe, expect, it } from 'vitest';
import type { ArmResult } from '../../../src/experiment/result.ts';
import { expectPublished, runsOf } from './published.ts';

/**
 * Brooker's simple_collapse_sim, the mean of ten runs of it. The collapse is all or nothing, a run in four
 * escapes it: his 12.1 a second are some runs of 40 and the others of nothing.
 */

const PRINT = { digits: 1, runs: 10 };

/** Calls that went well, a second, from 10 × `tick` seconds on for ten. */
const goodput = (tick: number) => (arm: ArmResult) => arm.ticks![tick]!.calls.successful / 10;

describe('five seconds of rush', { timeout: 60_000 }, () => {
  const runs = runsOf('collapse.yaml', 40);
  const [hasty, patient] = [runs.get('at once')!, runs.get('patient')!];

  it('and calls that are repeated at once: most never come back', () => {
    expectPublished(14.7, hasty.map(goodput(3)), PRINT);
    for (const tick of [4, 5]) expectPublished(12.1, hasty.map(goodput(tick)), PRINT);
    const fallen = hasty.filter((arm) => goodput(7)(arm) < 1).length;
    expect(fallen / hasty.length).toBeGreaterThan(0.5);
  });

  it('and calls that are repeated after 20 s and 40 s of jitter: all come back', () => {
    for (const [i, printed] of [48.1, 46.7, 40.1].entries()) {
      expectPublished(printed, patient.map(goodput(3 + i)), PRINT);
    }
    expect(Math.min(...patient.map(goodput(7)))).toBeGreaterThan(30);
  });
});

describe('a rate that rises to twice what the server can do, and falls again', () => {
  const sets = ['traffic.stages=[{duration: 25s, target: 80/s},{duration: 50s, target: 0}]'];

  it('is over at 30 s, whatever the manner of repeating', { timeout: 60_000 }, () => {
    for (const runs of runsOf('collapse.yaml', 10, sets).values()) {
      for (const tick of [3, 4, 5]) expect(runs.map(goodput(tick))).toEqual(runs.map(() => 0));
    }
  });
});
