import type { StudyPlan } from '../../experiment/study/plan.ts';
import { prepare } from '../../experiment/study/prepare.ts';
import { replication } from '../../experiment/study/replication.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { count } from '../../report/figures.ts';
import { settingsAt, type Varied } from '../../scenario/varied.ts';
import { UsageError } from '../usage-error.ts';

/** All that is told of a cell takes some 100 kB for each arm. */
const MOST_CELLS = 2_500;
const HOUR = 3_600_000;

/** Refuses a grid that would not fit in memory; says how long it would take, by a run of today's cell. */
export function refuseLargeGrid(
  base: StudyPlan,
  varied: readonly Varied[],
  seeds: number,
  jobs: number,
  cells: number,
): void {
  if (cells <= MOST_CELLS) return;
  // A setting that does not exist is worth more words than a grid that is too large.
  const first = settingsAt(
    varied,
    varied.map(() => 0),
  );
  prepare({ ...base, cells: [{ overrides: first }] }, 0);
  const prepared = prepare(base, 0);
  const start = performance.now();
  replication(prepared, prepared.scenario.seed);
  const ms = ((performance.now() - start) * cells * seeds) / jobs;
  const axes = varied.map(({ path, values }) => `${count(values.length)} values of ${path}`);
  const runs = cells * seeds * prepared.arms.length;
  throw new UsageError(
    [
      `the grid has ${count(cells)} cells: ${axes.join(' × ')}`,
      `with ${count(seeds)} seeds that is ${count(runs)} runs, about ${timeWords(ms)} with ${count(jobs)} ${jobs === 1 ? 'worker' : 'workers'}; a sweep takes ${count(MOST_CELLS)} cells at most`,
      `give each setting fewer values (${suggestion(varied)}), vary fewer settings,`,
      'or let tune look for the best of them: it races a few candidates of a grid of any size',
    ].join('\n  '),
  );
}

/** As many values of each as fit. */
function suggestion(varied: readonly Varied[]): string {
  const each = Math.max(2, Math.floor(MOST_CELLS ** (1 / varied.length)));
  const [first] = varied;
  const last = first!.values.at(-1)!;
  return `such as --vary ${first!.path}=${first!.values[0]!}..${last}/${Math.min(each, 10)}`;
}

function timeWords(ms: number): string {
  if (ms < HOUR) return durationText(Math.ceil(ms / 60_000) * 60_000);
  const hours = ms / HOUR;
  if (hours < 48) return `${count(Math.round(hours))} hours`;
  const days = hours / 24;
  return days < 730 ? `${count(Math.round(days))} days` : `${count(Math.round(days / 365))} years`;
}
