import { readFileSync } from 'node:fs';
import { ARM } from '../../src/experiment/arms.ts';
import type { ArmResult } from '../../src/experiment/result.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { compared } from './runs.ts';

const text = readFileSync(new URL('../../scenarios/black-friday.yaml', import.meta.url), 'utf8');

/**
 * Cut from ten minutes to six, which leaves 100 s after the bad minute: ten open periods, when one should
 * do. What has collapsed by then stays so, as the golden run over all ten minutes shows.
 */
const DURATION_MS = 360_000;
const BAD_MINUTE = { fromMs: 200_000, untilMs: 260_000 };
const OPEN_MS = 10_000;

/** How the flagship went with one seed. */
export interface Fate {
  readonly seed: number;
  /** Without the breaker: normal before the bad minute, no goodput to speak of in any tick after it. */
  readonly collapsedWithout: boolean;
  /** With it: normal before, and in every tick from one open period after the bad minute on. */
  readonly backOnTheClock: boolean;
  /** With it: the circuit opened at most once more after the bad minute, and all was normal from then on. */
  readonly backWithinOneOpenPeriod: boolean;
}

export function fateOf(seed: number): Fate {
  const options = [`seed=${seed}`, `duration=${DURATION_MS}`];
  const overrides = options.map((assignment) => ({ assignment, option: `--set ${assignment}` }));
  const scenario = loadScenario({ name: 'black-friday.yaml', text }, overrides, () => '');
  const { arms } = compared(scenario);
  const without = arms.find(({ name }) => name === ARM.without)!;
  const guarded = arms.find(({ name }) => name === ARM.with)!;
  const openedAfter = guarded.transitions.filter(
    ({ to, atMs }) => to === 'open' && atMs >= BAD_MINUTE.untilMs,
  ).length;
  const normalAfter = (openPeriods: number): boolean =>
    isNormal(guarded, 0, BAD_MINUTE.fromMs) &&
    isNormal(guarded, BAD_MINUTE.untilMs + openPeriods * OPEN_MS, DURATION_MS);
  return {
    seed,
    collapsedWithout:
      isNormal(without, 0, BAD_MINUTE.fromMs) &&
      paidShares(without, BAD_MINUTE.untilMs, DURATION_MS).every((share) => share < 0.05),
    backOnTheClock: normalAfter(1),
    backWithinOneOpenPeriod: openedAfter <= 1 && normalAfter(1 + openedAfter),
  };
}

function isNormal(arm: ArmResult, fromMs: number, untilMs: number): boolean {
  return paidShares(arm, fromMs, untilMs).every((share) => share > 0.9);
}

function paidShares({ ticks }: ArmResult, fromMs: number, untilMs: number): number[] {
  return ticks!
    .filter(({ startMs }) => fromMs <= startMs && startMs < untilMs)
    .map(({ orders }) => orders.paid / orders.arrived);
}

/** Of fifty seeds, those with which something did not come true. */
export function seedsWithout(firstSeed: number) {
  const fates = Array.from({ length: 50 }, (_, i) => fateOf(firstSeed + i));
  const missing = (holds: (fate: Fate) => boolean) =>
    fates.filter((fate) => !holds(fate)).map(({ seed }) => seed);
  return {
    collapse: missing((fate) => fate.collapsedWithout),
    recoveryWithinOneOpenPeriod: missing((fate) => fate.backWithinOneOpenPeriod),
    recoveryOnTheClock: missing((fate) => fate.backOnTheClock),
  };
}
