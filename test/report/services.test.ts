import { describe, expect, it } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import type { Result } from '../../src/experiment/result.ts';
import { compared, run } from '../experiment/runs.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { reporterOf, told } from './reporting.ts';

const breaker = { breaker: { trip: { kind: 'consecutive-failures', failures: 5 } } };

/** Ten orders a second for 20 s; from 5 s to 15 s stripe fails, and what checks for fraud fails always. */
const SHOP: Written = {
  duration: '20s',
  tick: '5s',
  traffic: { arrivals: 'evenly-spaced', startRate: 10 },
  services: {
    checkout: {
      calls: [
        { to: 'fraud', pipeline: [{ fallback: { kind: 'value' } }] },
        {
          route: 'failover',
          links: [
            { to: 'stripe', pipeline: [breaker] },
            { to: 'adyen', pipeline: [breaker] },
          ],
        },
      ],
    },
    fraud: { latency: '10ms', failureRate: 1 },
    stripe: {
      charges: true,
      capacity: 4,
      latency: '100ms',
      script: [{ at: '5s', for: '10s', failureRate: 1 }],
    },
    adyen: { charges: true, capacity: 4, latency: '100ms' },
  },
};

const scenario = scenarioOf(SHOP);
const both = compared(scenario);
const alone = run(scenario, armsOf(scenario).slice(1));
const part = (text: string, from: string, until: string): string =>
  text.slice(text.indexOf(`\n${from}`) + 1, text.indexOf(`\n${until}`));
const table = (result: Result, width: number, more = {}) =>
  told(reporterOf('table', { width, ...more }), result);

describe('a graph in the summary', () => {
  it('has a line a service and a link below the front door', () => {
    expect(part(table(alone, 80), 'Services', 'Breakers')).toMatchInlineSnapshot(`
      "Services
       service  │ requests │    done │   busy │ refused │   p95 │ mean queue
      ──────────┼──────────┼─────────┼────────┼─────────┼───────┼────────────
       checkout │      200 │  99.5 % │        │       0 │ 110ms │          0
       fraud    │      200 │   0.0 % │        │       0 │  10ms │          0
       stripe   │      100 │  94.0 % │ 12.5 % │       0 │ 100ms │          0
       adyen    │      105 │ 100.0 % │ 13.1 % │       0 │ 100ms │          0

       calls              │ made │    done │ failed │ blocked │ timed out │   p95
      ────────────────────┼──────┼─────────┼────────┼─────────┼───────────┼───────
       checkout to fraud  │  200 │   0.0 % │    200 │       0 │         0 │  10ms
       checkout to stripe │  200 │  47.0 % │      5 │     100 │         0 │ 100ms
       checkout to adyen  │  105 │ 100.0 % │      0 │       0 │         0 │ 100ms
      Paid degraded, as something stood in for a service: 199 (100.0 %).
      "
    `);
  });

  it('sets the arms beside one another where there is room, else under one another', () => {
    expect(part(table(both, 160), 'Services', 'Breakers')).toMatchInlineSnapshot(`
      "Services
                │ without breaker                                            │ with breaker
       service  │ requests │    done │   busy │ refused │   p95 │ mean queue │ requests │    done │   busy │ refused │   p95 │ mean queue
      ──────────┼──────────┼─────────┼────────┼─────────┼───────┼────────────┼──────────┼─────────┼────────┼─────────┼───────┼────────────
       checkout │      200 │  99.5 % │        │       0 │ 210ms │          0 │      200 │  99.5 % │        │       0 │ 110ms │          0
       fraud    │      200 │   0.0 % │        │       0 │  10ms │          0 │      200 │   0.0 % │        │       0 │  10ms │          0
       stripe   │      200 │  49.5 % │ 25.0 % │       0 │ 100ms │          0 │      100 │  94.0 % │ 12.5 % │       0 │ 100ms │          0
       adyen    │      100 │ 100.0 % │ 12.5 % │       0 │ 100ms │          0 │      105 │ 100.0 % │ 13.1 % │       0 │ 100ms │          0

                          │ without breaker                                       │ with breaker
       calls              │ made │    done │ failed │ blocked │ timed out │   p95 │ made │    done │ failed │ blocked │ timed out │   p95
      ────────────────────┼──────┼─────────┼────────┼─────────┼───────────┼───────┼──────┼─────────┼────────┼─────────┼───────────┼───────
       checkout to fraud  │  200 │   0.0 % │    200 │       0 │         0 │  10ms │  200 │   0.0 % │    200 │       0 │         0 │  10ms
       checkout to stripe │  200 │  49.5 % │    100 │       0 │         0 │ 100ms │  200 │  47.0 % │      5 │     100 │         0 │ 100ms
       checkout to adyen  │  100 │ 100.0 % │      0 │       0 │         0 │ 100ms │  105 │ 100.0 % │      0 │       0 │         0 │ 100ms
      Paid degraded, as something stood in for a service: 199 (100.0 %) without breaker, 199 (100.0 %) with breaker.
      "
    `);
    expect(part(table(both, 80), 'Services', 'Breakers')).toMatchInlineSnapshot(`
      "Services
       service           │ requests │    done │   busy │ refused │   p95 │ mean queue
      ───────────────────┼──────────┼─────────┼────────┼─────────┼───────┼────────────
       checkout          │          │         │        │         │       │
         without breaker │      200 │  99.5 % │        │       0 │ 210ms │          0
         with breaker    │      200 │  99.5 % │        │       0 │ 110ms │          0
       fraud             │          │         │        │         │       │
         without breaker │      200 │   0.0 % │        │       0 │  10ms │          0
         with breaker    │      200 │   0.0 % │        │       0 │  10ms │          0
       stripe            │          │         │        │         │       │
         without breaker │      200 │  49.5 % │ 25.0 % │       0 │ 100ms │          0
         with breaker    │      100 │  94.0 % │ 12.5 % │       0 │ 100ms │          0
       adyen             │          │         │        │         │       │
         without breaker │      100 │ 100.0 % │ 12.5 % │       0 │ 100ms │          0
         with breaker    │      105 │ 100.0 % │ 13.1 % │       0 │ 100ms │          0

       calls              │ made │    done │ failed │ blocked │ timed out │   p95
      ────────────────────┼──────┼─────────┼────────┼─────────┼───────────┼───────
       checkout to fraud  │      │         │        │         │           │
         without breaker  │  200 │   0.0 % │    200 │       0 │         0 │  10ms
         with breaker     │  200 │   0.0 % │    200 │       0 │         0 │  10ms
       checkout to stripe │      │         │        │         │           │
         without breaker  │  200 │  49.5 % │    100 │       0 │         0 │ 100ms
         with breaker     │  200 │  47.0 % │      5 │     100 │         0 │ 100ms
       checkout to adyen  │      │         │        │         │           │
         without breaker  │  100 │ 100.0 % │      0 │       0 │         0 │ 100ms
         with breaker     │  105 │ 100.0 % │      0 │       0 │         0 │ 100ms
      Paid degraded, as something stood in for a service: 199 (100.0 %) without
        breaker, 199 (100.0 %) with breaker.
      "
    `);
  });

  it.each([72, 80, 100, 120, 160, 240])('keeps within %d columns', (width) => {
    for (const more of [{}, { ascii: true }, { byService: true }]) {
      for (const result of [both, alone]) {
        const lines = table(result, width, more).split('\n');
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      }
    }
  });

  it('tells of no gateway: each service has a line', () => {
    expect(table(both, 100)).not.toMatch(/gateway|queue wait|PaymentService|OrderService/);
  });

  it('names a breaker by its link', () => {
    const text = table(both, 100);
    expect(text).toMatch(/checkout to stripe: closed → open: 5 consecutive failures/);
    expect(text).toMatch(/with breaker, checkout to adyen: never opened, 0 calls blocked/);
    expect(text).toMatch(/The set of 2 breakers/);
  });

  it('is told in Markdown too', () => {
    const text = told(reporterOf('markdown'), both);
    expect(part(text, '## Services', '## Calls')).toMatchInlineSnapshot(`
      "## Services

      | service | without breaker: requests | without breaker: done | without breaker: busy | without breaker: refused | without breaker: p95 | without breaker: mean queue | with breaker: requests | with breaker: done | with breaker: busy | with breaker: refused | with breaker: p95 | with breaker: mean queue |
      | :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
      | checkout | 200 | 99.5 % |  | 0 | 210ms | 0 | 200 | 99.5 % |  | 0 | 110ms | 0 |
      | fraud | 200 | 0.0 % |  | 0 | 10ms | 0 | 200 | 0.0 % |  | 0 | 10ms | 0 |
      | stripe | 200 | 49.5 % | 25.0 % | 0 | 100ms | 0 | 100 | 94.0 % | 12.5 % | 0 | 100ms | 0 |
      | adyen | 100 | 100.0 % | 12.5 % | 0 | 100ms | 0 | 105 | 100.0 % | 13.1 % | 0 | 100ms | 0 |
      "
    `);
  });
});

describe('arms whose graphs differ', () => {
  const set = { 'services.checkout.calls[1].links': [{ to: 'stripe' }] };
  const result = compared(scenarioOf({ ...SHOP, arms: { one: { set }, two: {} } }));

  it('have a line for each link that any of them has', () => {
    for (const more of [{}, { byService: true }]) {
      const text = table(result, 160, more);
      expect(text).toMatch(/^ checkout to adyen +│ +│ .*│ +105 │ 100\.0 %/m);
    }
    expect(table(result, 160, { byService: true })).toMatch(/^checkout to adyen$/m);
  });
});

describe('ticks by service', () => {
  it('are rows of their own in CSV, which add up to the totals', () => {
    const text = told(reporterOf('csv', { byService: true }), alone);
    const [, head, ...rows] = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(head!.slice(0, 6)).toEqual([
      'arm',
      'startMs',
      'service',
      'to',
      'requests.received',
      'requests.successful',
    ]);
    expect(rows).toHaveLength(4 * (4 + 3));
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([head!.length]));
    const sum = (column: string, service: string, to: string) =>
      rows
        .filter((cells) => cells[2] === service && cells[3] === to)
        .reduce((all, cells) => all + Number(cells[head!.indexOf(column)]), 0);
    const { services, links } = alone.arms[0]!;
    expect(sum('requests.received', 'stripe', '')).toBe(services!.stripe!.requests.received);
    expect(sum('calls.blocked', 'checkout', 'stripe')).toBe(links!.checkout!.stripe!.calls.blocked);
    expect(sum('calls.blocked', 'checkout', 'stripe')).toBeGreaterThan(0);
  });

  it.each(['table', 'markdown'])('are tables of their own: %s', (format) => {
    const text = told(reporterOf(format, { byService: true }), alone);
    const titles = ['checkout', 'fraud', 'stripe', 'adyen', 'checkout to fraud'];
    for (const title of titles) expect(text).toMatch(new RegExp(`^(## Ticks of )?${title}$`, 'm'));
    expect(told(reporterOf(format), alone)).not.toMatch(/^(## Ticks of )?stripe$/m);
  });
});
