import { readFileSync } from 'node:fs';
import { Crew } from '../../src/cli/study/crew.ts';
import { threads } from '../../src/cli/study/hands.ts';
import { ONLY_CELL, planOf } from '../../src/experiment/study/plan.ts';
import { wholeGrid } from '../../src/experiment/study/tune/candidates.ts';
import { fieldOf } from '../../src/experiment/study/tune/field.ts';
import { rowValues, sampleOf } from '../../src/experiment/study/tune/measure.ts';
import { meanValue } from '../../src/experiment/study/tune/race.ts';
import { storyTrials } from '../../src/experiment/study/tune/trials.ts';
import { tune } from '../../src/experiment/study/tune/tuning.ts';
import { badFlagship, GRID } from '../experiment/study/tune/bad-flagship.ts';

/**
 * The flagship with a bad breaker (open for 60 s, at 2,000 calls at least): tune against every point of a grid, on
 * seeds that neither has seen. `npx tsx test/bench/tuning.ts 1` is the flagship itself, some hours of it on two
 * cores; 10 is a tenth of its traffic and capacity. Then seeds of each point (20), and workers (2).
 */
const scale = Number(process.argv[2] ?? 10);
const seeds = Number(process.argv[3] ?? 20);
const jobs = Number(process.argv[4] ?? 2);

const flagship = readFileSync('scenarios/black-friday.yaml', 'utf8');
const plan = planOf({
  command: [],
  source: { name: 'bad-flagship.yaml', text: badFlagship(flagship, scale) },
  files: {},
  overrides: [],
  arms: ['with breaker'],
  cells: ONLY_CELL,
  ticks: false,
});
const sizes = GRID.map(({ values }) => values.length);
const aim = { metric: 'orders.paid', goal: 'maximise' } as const;
const field = fieldOf(plan, GRID, 16);
const crew = new Crew(field, storyTrials({ seed: 2026 }), threads(jobs));
const judge = new Crew(field, storyTrials({ seed: 1 }), threads(jobs));
const never = { requested: false, whenRequested: new Promise<void>(() => {}), release: () => {} };
const read = (findings: Parameters<typeof rowValues>[0]) => sampleOf(rowValues(findings), aim, []);

async function values(points: readonly (readonly number[] | null)[], from: number, count: number) {
  const run = { designs: points, from, replications: count };
  const times = await judge.run(run, { interruption: never, read, onRun: () => {} });
  return times!.map((samples) => meanValue(samples));
}

const settings = (design: readonly number[] | null): string =>
  design === null ? 'today' : GRID.map(({ values: own }, axis) => own[design[axis]!]).join(' ');

const start = performance.now();
const algorithm = tune({
  designs: field.designs,
  sizes,
  today: field.todayAt,
  isSound: field.isSound,
  seed: 2026,
  rules: { first: 5, most: 80, doubt: 0.05, even: 0.001 },
  confirmation: 30,
});
let step = algorithm.next(null);
while (step.done !== true) {
  const how = { interruption: never, read, onRun: () => {} };
  step = algorithm.next(await crew.run(step.value, how));
}
const found = step.value.candidates[step.value.standing[0]!]!;
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;
console.log(`tune: ${settings(found)}, ${step.value.runs} runs, ${seconds(start)}`);

const grid = wholeGrid(sizes);
const since = performance.now();
const means = await values(grid, 0, seeds);
const best = grid[means.indexOf(Math.max(...means))]!;
const runs = grid.length * seeds;
console.log(`grid: ${settings(best)}, ${runs} runs, ${seconds(since)}`);

const [ofBest, ofFound, ofToday] = await values([best, found, null], 1_000, 2 * seeds);
console.log(
  `on ${2 * seeds} fresh seeds: the grid's best ${ofBest!.toFixed(1)}, tune's ${ofFound!.toFixed(1)} ` +
    `(${((100 * ofFound!) / ofBest!).toFixed(2)} %), today's ${ofToday!.toFixed(1)}; ` +
    `${((100 * step.value.runs) / runs).toFixed(1)} % of the runs`,
);
await crew.close();
await judge.close();
