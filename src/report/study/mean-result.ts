import type { ArmResult, Result, Tick } from '../../experiment/result.ts';
import type { MetricReading } from '../../experiment/study/reading.ts';
import type { ArmReading, CellReading, Study, TickBand } from '../../experiment/study/study.ts';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';

/**
 * The ticks of a cell as one run whose every number is the mean over the seeds, for what draws the ticks of a run.
 * The state of a tick is the one in which most seeds end it.
 */
export function meanResult({ scenario }: Study, { arms }: CellReading): Result {
  return { format: 'blackfriday.result/1', scenario, arms: arms.map(meanArm) };
}

function meanArm({ name, instead, metrics, ticks }: ArmReading): ArmResult {
  return {
    name,
    ...(instead !== undefined && { instead }),
    endMs: 0,
    ticks: ticks.map(meanTick),
    totals: nested(metrics) as ArmResult['totals'],
    transitions: [],
  };
}

function meanTick({ startMs, states, columns }: TickBand): Tick {
  return { startMs, state: mostOften(states), ...nested(columns) } as Tick;
}

function mostOften(states: Readonly<Record<string, number>>): BreakerStateName | null {
  const [first] = Object.entries(states).sort(([, a], [, b]) => b - a);
  return (first?.[0] ?? null) as BreakerStateName | null;
}

/** `{ 'orders.paid': … }` as `{ orders: { paid: … } }`. */
function nested(readings: Readonly<Record<string, MetricReading>>): object {
  const tree: Record<string, unknown> = {};
  for (const [path, { mean }] of Object.entries(readings)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    let block = tree;
    for (const key of keys) {
      block[key] ??= {};
      block = block[key] as Record<string, unknown>;
    }
    block[last] = mean === null ? null : shown(mean);
  }
  return tree;
}

/** From a hundred on, parts of one are noise in a column of counts. */
function shown(mean: number): number {
  return mean >= 100 ? Math.round(mean) : mean;
}
