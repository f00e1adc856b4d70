import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Findings } from '../../../../src/experiment/study/findings.ts';
import { ONLY_CELL, planOf } from '../../../../src/experiment/study/plan.ts';
import { type Prepared, prepare } from '../../../../src/experiment/study/prepare.ts';
import { replication } from '../../../../src/experiment/study/replication.ts';
import type { Design } from '../../../../src/experiment/study/tune/candidates.ts';
import { meanOf } from '../../../../src/experiment/study/tune/doubt.ts';
import { fieldOf } from '../../../../src/experiment/study/tune/field.ts';
import { rowValues, sampleOf } from '../../../../src/experiment/study/tune/measure.ts';
import type { Sample } from '../../../../src/experiment/study/tune/race.ts';
import { replicationSeed } from '../../../../src/experiment/study/tune/replication-seed.ts';
import { tune } from '../../../../src/experiment/study/tune/tuning.ts';
import { badFlagship, GRID } from './bad-flagship.ts';
import { play } from './play.ts';

/** `npx tsx test/bench/tuning.ts 40 20` runs every point of the grid on 20 seeds: this was the best. */
const BEST_OF_GRID = ['1s', '20', '20%', '10'];
/** 360 points of 20 seeds each. */
const RUNS_OF_GRID = 7_200;

const field = fieldOf(
  planOf({
    command: [],
    source: {
      name: 'bad-flagship.yaml',
      text: badFlagship(readFileSync('scenarios/black-friday.yaml', 'utf8'), 40),
    },
    files: {},
    overrides: [],
    arms: ['with breaker'],
    cells: ONLY_CELL,
    ticks: false,
  }),
  GRID,
  8,
);

const prepared = new Map<string, Prepared>();

function run(design: Design | null, seed: number): Sample {
  const name = String(design);
  const own = prepared.get(name) ?? prepare({ ...field.plan, cells: [field.cellOf(design)] }, 0);
  prepared.set(name, own);
  const findings = Findings.empty(1, own.scenario);
  findings.add(seed, replication(own, seed));
  return sampleOf(rowValues(findings), { metric: 'orders.paid', goal: 'maximise' }, []);
}

const replications = (count: number) => Array.from({ length: count }, (_, k) => k);

it('finds for a fortieth of the flagship, its breaker made bad, settings as good as the best of the whole grid at a tenth of its runs', () => {
  const found = play(
    tune({
      designs: field.designs,
      sizes: GRID.map(({ values }) => values.length),
      today: field.todayAt,
      isSound: field.isSound,
      seed: 2026,
      rules: { first: 5, most: 10, doubt: 0.05, even: 0.001 },
      confirmation: 5,
    }),
    ({ designs, from, replications: count }) =>
      designs.map((design) =>
        replications(count).map((k) => run(design, replicationSeed(2026, from + k))),
      ),
  );
  expect(found.runs).toBeLessThanOrEqual(RUNS_OF_GRID / 10);
  const best = GRID.map(({ values }, axis) => values.indexOf(BEST_OF_GRID[axis]!));
  const leader = found.candidates[found.standing[0]!]!;
  const paid = (design: Design | null): number =>
    meanOf(replications(10).map((k) => run(design, 1_000 + k).value!));
  expect(paid(leader) / paid(best)).toBeGreaterThan(0.99);
  expect(paid(leader) / paid(null)).toBeGreaterThan(1.3);
}, 180_000);
