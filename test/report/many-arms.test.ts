import { describe, expect, it, test } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import type { ReporterOptions } from '../../src/report/reporter.ts';
import { varyOption } from '../../src/scenario/overrides.ts';
import { compared } from '../experiment/runs.ts';
import { load } from '../scenario/loading.ts';
import { reporterOf, told } from './reporting.ts';

const SHOP = `title: Three arms
seed: 7
duration: 2m
tick: 10s
traffic: { arrivals: poisson, startRate: 40/s, amount: 10 }
paymentService:
  capacity: 20
  latency: { distribution: exponential, mean: 300ms }
  script: [{ at: 40s, for: 20s, failureRate: 70%, latency: x4 }]
orderService:
  pipeline:
    - retry: { calls: 3, backoff: { kind: fixed, delay: 100ms } }
    - breaker:
        trip: { kind: failure-rate, window: { calls: 20 }, minimumCalls: 10, rate: 50% }
        open: { kind: fixed, duration: 5s }
    - timeout: 1s
arms:
  none:    { without: [breaker, retry] }
  today:   {}
  quicker: { set: { orderService.pipeline.breaker.open.duration: 2s } }
thresholds: ["quicker: orders.paid >= today: orders.paid"]
`;
const three = compared(load(SHOP));
const nine = compared(
  load(SHOP, [varyOption('orderService.pipeline.breaker.open.duration=1s..60s/6log')]),
);

function screen(result: Result, format: string, options: Partial<ReporterOptions> = {}): string {
  return told(reporterOf(format, options), result);
}
const longest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('screens of several arms, as they are to look', () => {
  test.each([
    ['arms-80.txt', 'table', three, 80],
    ['arms-160.txt', 'table', nine, 160],
    ['arms-chart-80.txt', 'chart', three, 80],
    ['arms-markdown.txt', 'markdown', three, 80],
  ] as const)('%s', async (file, format, result, width) => {
    await expect(screen(result, format, { width })).toMatchFileSnapshot(`golden/${file}`);
  });
});

describe('several arms', () => {
  test.each([72, 80, 100, 120, 160, 240])('keep within %d columns', (width) => {
    for (const result of [three, nine]) {
      for (const ascii of [false, true]) {
        expect(longest(screen(result, 'table', { width, ascii }))).toBeLessThanOrEqual(width);
        expect(longest(screen(result, 'chart', { width, ascii }))).toBeLessThanOrEqual(width);
      }
    }
  });

  it('are told in full where a machine reads: every tick, every comparison', () => {
    const lines = screen(nine, 'ndjson').trimEnd().split('\n');
    const types = lines.map((line) => (JSON.parse(line) as { type: string }).type);
    const count = (type: string) => types.filter((one) => one === type).length;
    expect([count('tick'), count('summary'), count('comparison')]).toEqual([9 * 12, 9, 8]);
    expect(screen(nine, 'csv').trimEnd().split('\n')).toHaveLength(2 + 9 * 12);
    expect(JSON.parse(screen(nine, 'json'))).toEqual(JSON.parse(JSON.stringify(nine)));
  });

  it('all stand in the ranking, and six tick by tick', () => {
    const text = screen(nine, 'table', { width: 240 });
    const [ticks = '', ranking = ''] = text.split('\nRanking\n');
    for (const { name } of nine.arms) expect(ranking).toContain(name);
    const head = new Set(ticks.split(/[│\n]/).map((cell) => cell.trim()));
    expect(nine.arms.filter(({ name }) => head.has(name))).toHaveLength(6);
  });
});
