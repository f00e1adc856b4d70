import { describe, expect, test } from 'vitest';
import type { Ending } from '../../src/experiment/incident/stretch.ts';
import type { ArmResult, Incident, Result } from '../../src/experiment/result.ts';
import { incidentRows } from '../../src/report/incidents.ts';
import { withoutTicks } from '../../src/report/without-ticks.ts';
import { reporterOf, told } from './reporting.ts';
import { flood, floodAlone } from './results.ts';

function incident(index: number, orders: number, facts: Partial<Incident> = {}): Incident {
  const fromMs = 60_000 * (index + 1);
  return {
    fromMs,
    untilMs: fromMs + 10_000,
    cause: `outage ${index + 1}`,
    ending: 'recovered',
    hurtAtMs: fromMs,
    recoveredAtMs: fromMs + 11_500,
    normalFromMs: null,
    relapses: 0,
    lost: { orders, amountCents: orders * 100 },
    ...facts,
  };
}

/** Two arms whose incidents cost so many orders. */
function troubled(...costs: readonly (readonly number[])[]): Result {
  const result = withoutTicks(flood());
  const arms = result.arms.map((arm, place) => ({
    ...arm,
    incidents: costs[place]!.map((orders, index) => incident(index, orders)),
  }));
  return { ...result, arms };
}

const recovered = (arms: readonly ArmResult[]) => incidentRows(arms).rows[0]!.arms[0]!.recovered;

describe('incidents side by side', () => {
  test.each<[Ending, Partial<Incident>, string]>([
    ['unhurt', {}, 'unhurt'],
    ['recovered', { recoveredAtMs: 71_500 }, 'after 1.5s'],
    ['recovered', { recoveredAtMs: 69_900 }, 'at its end'],
    ['recovered', { recoveredAtMs: 65_000 }, 'before its end'],
    ['unproven', { normalFromMs: 72_000 }, 'not sure'],
    ['relapsing', { relapses: 3 }, 'falls back'],
    ['not recovered', {}, 'never'],
    ['too short', {}, 'unknown'],
    ['lasting', { recoveredAtMs: null, untilMs: null }, 'no end'],
    ['lasting', { recoveredAtMs: 64_000, untilMs: null }, 'under it'],
    ['down before', {}, 'down before'],
  ])('%s %o: %s', (ending, facts, words) => {
    const arm = { ...flood().arms[0]!, incidents: [incident(0, 1, { ending, ...facts })] };
    expect(recovered([arm])).toBe(words);
  });

  test('never is never only of the last', () => {
    const never = incident(0, 1, { ending: 'not recovered' });
    const arm = { ...flood().arms[0]!, incidents: [never, incident(1, 1)] };
    expect(recovered([arm])).toBe('not in time');
  });

  test('are the six gravest of any arm, in order of time', () => {
    const { arms } = troubled([9, 1, 9, 9, 2, 9, 9, 0], [0, 1, 0, 0, 2, 0, 0, 7]);
    const { rows, more } = incidentRows(arms);
    expect(rows.map(({ cause }) => cause)).toEqual(
      [1, 3, 4, 6, 7, 8].map((number) => `outage ${number}`),
    );
    expect(more).toBe(2);
  });

  test('leave a gap where an arm was over before', () => {
    const { rows } = incidentRows(troubled([5, 6], [5]).arms);
    expect(rows.map(({ arms }) => arms.map((one) => one?.lost))).toEqual([
      ['5', '5'],
      ['6', undefined],
    ]);
  });
});

describe('the screen', () => {
  const screen = (result: Result, width: number) =>
    told(reporterOf('table', { width }), result).split('\n');

  test('has a table of several incidents, as wide as there is room', () => {
    const result = troubled([1_234, 5], [6, 78]);
    const cause = 'failure rate 50%, latency x3, slowdown 10ms, capacity 20, queue 100';
    const arms = result.arms.map(({ incidents, ...arm }) => ({
      ...arm,
      incidents: incidents!.map((one) => ({ ...one, cause })),
    }));
    const lines = screen({ ...result, arms }, 80);
    const from = lines.indexOf('Incidents');
    expect(lines.slice(from, from + 6)).toEqual([
      'Incidents',
      ' trouble     │ cause                      │ without breaker   │ with breaker',
      '─────────────┼────────────────────────────┼───────────────────┼────────────────',
      ' 1m to 1m10s │ failure rate 50%, latency… │ 1,234  after 1.5s │  6  after 1.5s',
      ' 2m to 2m10s │ failure rate 50%, latency… │     5  after 1.5s │ 78  after 1.5s',
      '  orders lost, and when service was normal again',
    ]);
  });

  test('leaves one incident of two arms to the verdict', () => {
    expect(screen(troubled([5], [6]), 80)).not.toContain('Incidents');
  });

  test('tells the incidents of one arm in sentences', () => {
    const { arms, ...rest } = floodAlone();
    const result = { ...rest, arms: [{ ...arms[0]!, incidents: [incident(0, 12)] }] };
    expect(screen(result, 100)).toContain(
      '  1m to 1m10s, outage 1: 12 orders lost; service is normal again 1.5s after its end.',
    );
  });
});
