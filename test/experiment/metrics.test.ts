import { describe, expect, it } from 'vitest';
import { METRIC_UNITS, TICK_ROWS } from '../../src/model/metrics/table.ts';
import { scenarioOf } from '../model/scenarios.ts';
import { compared } from './runs.ts';

/** A scenario in which everything is there to be measured: a backup, deferrals, a breaker, trouble, prices. */
const EVERYTHING = scenarioOf({
  duration: '30s',
  traffic: { arrivals: 'evenly-spaced', startRate: 20 },
  paymentService: {
    latency: '200ms',
    capacity: 50,
    script: [{ at: '10s', for: '5s', failureRate: 1 }],
  },
  backupService: { latency: '300ms', failureRate: 0.5 },
  orderService: {
    pipeline: [
      { fallback: { kind: 'defer' } },
      { fallback: { kind: 'backup' } },
      { breaker: { trip: { kind: 'consecutive-failures', failures: 5 } } },
    ],
  },
  economics: { margin: 0.2, incidentsPerYear: 12 },
});

describe('the metrics of the table', () => {
  it('are the paths of the totals of a run, all of them', () => {
    const { totals } = compared(EVERYTHING).arms.at(-1)!;
    expect(leaves(totals).sort()).toEqual([...METRIC_UNITS.keys()].sort());
  });

  it('hold every flow of the ticks, for "after" to count', () => {
    const flows = TICK_ROWS.filter(({ fold }) => fold === 'flow');
    expect(flows.length).toBeGreaterThan(0);
    for (const { path, unit } of flows) expect(METRIC_UNITS.get(path)).toBe(unit);
  });
});

function leaves(tree: object, above = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${above}${key}.`)
      : [`${above}${key}`],
  );
}
