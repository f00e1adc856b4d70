import { describe, expect, it } from 'vitest';
import {
  type Heat,
  type RaceResult,
  race,
  type Sample,
  type Times,
} from '../../../../src/experiment/study/tune/race.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';
import { play } from './play.ts';

const RULES = { first: 5, most: 80, doubt: 0.05, even: 0.001 };

/** Noise in [-1/2, 1/2) of a candidate on a replication. */
function noise(candidate: number, replication: number, study = 0): number {
  return new RandomStream(study, 'noise').at(replication, candidate).next() - 0.5;
}

function answers(sample: (candidate: number, replication: number) => Sample) {
  return ({ candidates, from, replications }: Heat): Times =>
    candidates.map((candidate) =>
      Array.from({ length: replications }, (_, k) => sample(candidate, from + k)),
    );
}

function raced(
  count: number,
  sample: (candidate: number, replication: number) => Sample,
): RaceResult {
  return play(race(count, RULES), answers(sample));
}

const plain = (value: number | null): Sample => ({ value, slacks: [] });

describe('race', () => {
  it('doubles the replications of those that are left, and asks for none twice', () => {
    const asked: Heat[] = [];
    const algorithm = race(3, RULES);
    const run = answers((candidate, k) => plain(candidate / 5 + noise(candidate, k)));
    play(algorithm, (heat) => {
      asked.push(heat);
      return run(heat);
    });
    expect(asked.map(({ from, replications }) => [from, replications])).toEqual(
      [
        [0, 5],
        [5, 5],
        [10, 10],
        [20, 20],
        [40, 40],
      ].slice(0, asked.length),
    );
    expect(asked[0]!.candidates).toEqual([0, 1, 2]);
  });

  it('drops what is beaten far, and keeps what cannot be told from the leader', () => {
    const truths = [0, 0, 9, 10];
    const { standing, rounds, ending } = raced(4, (candidate, k) =>
      plain(truths[candidate]! + 20 * noise(candidate, k)),
    );
    expect(new Set(standing)).toEqual(new Set([2, 3]));
    expect(ending).toBe('out of replications');
    expect(rounds.flatMap(({ dropped }) => dropped.map(({ reason }) => reason.kind))).toEqual([
      'beaten',
      'beaten',
    ]);
  });

  it('ends where the rest are as good as equal', () => {
    const { standing, ending, rounds } = raced(3, (candidate, k) =>
      plain(1000 + 0.01 * noise(candidate, k)),
    );
    expect([ending, standing.length, rounds.length]).toEqual(['even', 3, 1]);
  });

  it('drops the truly best in no more than one race of twenty, however close it is', () => {
    const races = Array.from({ length: 200 }, (_, study) =>
      play(
        race(8, { ...RULES, most: 40 }),
        answers((candidate, k) => plain((candidate === 0 ? 0.02 : 0) + noise(candidate, k, study))),
      ),
    );
    const wrong = races.filter(({ rounds }) =>
      rounds.some(({ dropped }) => dropped.some(({ candidate }) => candidate === 0)),
    ).length;
    expect(wrong / races.length).toBeLessThan(0.05);
  });

  it('drops what breaks a constraint beyond doubt, though it leads', () => {
    const { standing, rounds } = raced(3, (candidate, k) => ({
      value: 10 * candidate + noise(candidate, k),
      slacks: [(candidate === 2 ? -10 : 10) + noise(candidate, k)],
    }));
    expect(standing).toEqual([1]);
    expect(rounds[0]!.dropped).toContainEqual({
      candidate: 2,
      reason: { kind: 'constraint', constraint: 0 },
    });
  });

  it('has nobody left where all break it', () => {
    const { ending, standing } = raced(2, (candidate, k) => ({
      value: 0,
      slacks: [-10 + noise(candidate, k)],
    }));
    expect([ending, standing]).toEqual(['none is left', []]);
  });

  it('drops what has nothing to measure', () => {
    const { standing, rounds } = raced(2, (candidate, k) =>
      plain(candidate === 1 && k === 3 ? null : noise(candidate, k)),
    );
    expect(standing).toEqual([0]);
    expect(rounds[0]!.dropped[0]!.reason).toEqual({ kind: 'nothing to measure' });
  });

  it('takes differences that never vary by their number: five alike are not beyond doubt yet', () => {
    const { rounds } = raced(2, (candidate) => plain(candidate === 0 ? 2 : 1));
    expect(rounds.map(({ replications, standing }) => [replications, standing])).toEqual([
      [5, 2],
      [10, 1],
    ]);
  });
});
