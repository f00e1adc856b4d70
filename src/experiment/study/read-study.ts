import type { Threshold } from '../../scenario/claim.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { scenarioOf } from '../arms.ts';
import { headOf } from '../head.ts';
import type { ArmFindings } from './arm-findings.ts';
import type { Counted } from './counted.ts';
import { COST, readReturns } from './economics.ts';
import { economicsVerdict } from './economics-verdict.ts';
import { FACTS } from './facts.ts';
import type { Findings } from './findings.ts';
import { identityOf, type StudyPlan } from './plan.ts';
import type { Prepared } from './prepare.ts';
import { readDifference, readMetric, readShare } from './reading.ts';
import { STUDY_ROWS } from './rows.ts';
import { type SeedSet, without } from './seed-set.ts';
import { type Shard, tasksOf, WHOLE } from './shard.ts';
import { simultaneousLevel } from './statistics/correction.ts';
import { LEVEL } from './statistics/interval.ts';
import type { ArmReading, CellReading, Study, ThresholdReading, TickBand } from './study.ts';
import { TICK_COLUMNS } from './tick-columns.ts';
import type { TickFindings } from './tick-findings.ts';
import type { Until } from './until.ts';
import { studyVerdict } from './verdict.ts';

/** What a study covers, and how far it has come. */
export interface StudyState {
  readonly plan: StudyPlan;
  /** One for each cell of the plan. */
  readonly prepared: readonly Prepared[];
  /** The seeds that every cell is to see. */
  readonly seeds: SeedSet;
  /** Null where all is run in one place. */
  readonly shard: Shard | null;
  /** Null where the seeds were said. */
  readonly until: Until | null;
  /** One for each cell. */
  readonly findings: readonly Findings[];
}

/** Reads everything off that is told of a study; the same findings are the same study, byte for byte. */
export function readStudy(state: StudyState): Study {
  const { plan, prepared, seeds, shard, until, findings } = state;
  const comparisons = prepared.reduce((sum, { arms }) => sum + arms.length - 1, 0);
  const level = simultaneousLevel(LEVEL, comparisons);
  const missing = missingOf(state);
  const cells = prepared.map((cell, index) => readCell(cell, plan, index, findings[index]!, level));
  return {
    format: 'blackfriday.study/1',
    identity: identityOf(plan),
    scenario: headOf(prepared[0]!.scenario),
    seeds,
    ...(shard !== null && { shard }),
    ...(until !== null && { until }),
    ...(missing.length > 0 && { partial: { missing } }),
    level,
    cells,
    plan,
    findings: findings.map((one) => one.toJSON()),
  };
}

/** What is yet to be run, cell by cell. */
export function missingOf({ plan, seeds, shard, findings }: StudyState) {
  return tasksOf(plan.cells.length, seeds, shard ?? WHOLE)
    .map((task) => ({ cell: task.cell, seeds: without(task.seeds, findings[task.cell]!.seeds) }))
    .filter((task) => task.seeds.length > 0);
}

function readCell(
  { scenario, arms }: Prepared,
  plan: StudyPlan,
  cell: number,
  findings: Findings,
  level: number,
): CellReading {
  const rows = rowsOf({ scenario, arms });
  const readings = arms.map((arm, index) => ({
    name: arm.name,
    ...(arm.instead !== undefined && { instead: arm.instead }),
    ...(arm.changes !== undefined && { changes: arm.changes }),
    ...withReturns(
      readArm(findings.arms[index]!, rows, level, scenario.tick),
      scenarioOf(scenario, arm).economics,
    ),
  }));
  return {
    settings: plan.cells[cell]!.overrides.map(({ option }) => option),
    seeds: findings.seeds,
    arms: readings,
    verdict: [
      ...studyVerdict(readings),
      ...economicsVerdict(readings, scenario.economics?.currency),
    ],
    thresholds: scenario.thresholds.map((threshold, index) =>
      readThreshold(threshold, findings.thresholds[index]!),
    ),
  };
}

function readArm(
  { metrics, differences, facts, ticks }: ArmFindings,
  rows: readonly number[],
  level: number,
  tickMs: number,
): Omit<ArmReading, 'name' | 'instead' | 'changes'> {
  return {
    metrics: byPath(rows, (row) => readMetric(metrics[row]!)),
    differences:
      differences &&
      byPath(rows, (row) => readDifference(STUDY_ROWS[row]!, differences[row]!, level)),
    facts: Object.fromEntries(FACTS.map(({ name }, place) => [name, readShare(facts[place]!)])),
    ticks: ticks.map((tick, index) => readTick(tick, index * tickMs)),
  };
}

/** By the arm's own budget. */
function withReturns<Reading extends Pick<ArmReading, 'differences'>>(
  reading: Reading,
  budget: Scenario['economics'],
): Reading & Pick<ArmReading, 'economics'> {
  const difference = reading.differences?.[COST];
  if (difference === undefined || budget === undefined) return reading;
  const economics = readReturns(difference, budget);
  return economics === undefined ? reading : { ...reading, economics };
}

function byPath<Reading>(
  rows: readonly number[],
  read: (row: number) => Reading,
): Record<string, Reading> {
  return Object.fromEntries(rows.map((row) => [STUDY_ROWS[row]!.path, read(row)]));
}

/** Where no arm has prices, what would be in money is none of it. */
function rowsOf({ scenario, arms }: Pick<Prepared, 'scenario' | 'arms'>): readonly number[] {
  const arePriced = arms.some((arm) => scenarioOf(scenario, arm).economics !== undefined);
  return [...STUDY_ROWS.keys()].filter(
    (row) => arePriced || !STUDY_ROWS[row]!.path.startsWith('economics.'),
  );
}

function readTick(tick: TickFindings, startMs: number): TickBand {
  return {
    startMs,
    states: tick.toJSON().states,
    columns: Object.fromEntries(
      TICK_COLUMNS.map(({ path }, place) => [path, readMetric(tick.columns[place]!)]),
    ),
  };
}

function readThreshold(
  { text, arm, unit }: Threshold,
  { verdicts, observed }: Findings['thresholds'][number],
): ThresholdReading {
  const verdict = verdictOf(verdicts);
  return { text, arm, unit, verdict, passes: readShare(verdicts), observed: readMetric(observed) };
}

/** It is a promise of every run. */
function verdictOf({ yes, no }: Counted): ThresholdReading['verdict'] {
  if (no > 0) return 'failed';
  return yes > 0 ? 'passed' : 'not judged';
}
