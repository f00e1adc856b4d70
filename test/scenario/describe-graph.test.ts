import { describe, expect, it } from 'vitest';
import { graphOf } from '../../src/model/topology/graph-of.ts';
import { describeScenario, scenarioAccounts } from '../../src/scenario/describe.ts';
import { graphLoads } from '../../src/scenario/graph-load.ts';
import { overloadSentence } from '../../src/scenario/overload.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { load } from './loading.ts';

const SHOP = `duration: 5m
traffic: { arrivals: poisson, startRate: 200/s }
services:
  checkout:
    capacity: 200
    queue: 100
    calls:
      - { to: fraud, pipeline: [{ fallback: { kind: value } }, { timeout: 100ms }] }
      - route: failover
        links:
          - { to: stripe, pipeline: [{ timeout: 1s }] }
          - { to: adyen }
  fraud: { latency: 10ms }
  stripe:
    charges: true
    fee: 1.4%
    instances: 3
    capacity: 20
    queue: 100
    latency: 150ms
    script: [{ at: 1m, for: 1m, latency: x10 }, { at: 3m, for: 30s, outage: hang }]
  adyen: { charges: true, capacity: 1, latency: 200ms, calls: [{ to: fraud }] }
`;

const UNEVEN = `duration: 1m
traffic:
  arrivals: poisson
  startRate: 300/s
  classes: { read: { share: 80%, amount: 0 }, write: { share: 20%, amount: 80 } }
  regions: { eu: 90%, us: 10% }
regions: { eu: { us: 40ms } }
services:
  shop:
    regions: [eu, us]
    instances: 2
    capacity: 50
    calls: [{ to: pay, pipeline: [{ timeout: 1s }] }, { to: far }]
  pay:
    regions: [eu, us]
    charges: true
    capacity: 30
    latency: 100ms
    classes: { write: { latency: 400ms } }
    script: [{ at: 20s, for: 5s, latency: x4, region: us }]
  far: { regions: [us], latency: 20ms }
`;

describe('a graph in words', () => {
  it('is a tree of who calls whom, with what comes and what can be carried', () => {
    const page = describeScenario(load(SHOP), { width: 80, ascii: false });
    const tree = page.slice(page.indexOf('checkout:'), page.indexOf('orders/s  '));
    expect(tree).toBe(`checkout: 200 requests/s at the peak, 16% of the 1,250/s it can carry
│  200 places, queue 100; no work of its own
├─ fraud: 200 requests/s at the peak
│     places: no limit; works 10ms
│     called with
│       1. fallback: value, on error or timeout or blocked or rejected
│       2. timeout: 100ms
└─ one of these by failover
   ├─ stripe: 200 requests/s at the peak, 50% of the 400/s it can carry
   │     3 instances, round-robin, each with 20 places, queue 100; works 150ms
   │     charges, fee 1.4%
   │     from 1m to 2m: latency x10; it can then carry 40/s, less than comes;
   │       checkout can then carry 198/s, less than comes
   │     from 3m to 3m30s: outage: hang
   │     called with timeout: 1s
   └─ adyen: nothing comes to it while all is well
      │  1 place, queue no limit; works 200ms
      │  charges
      │  called with no policy
      └─ fraud: see above
            called with no policy

`);
  });

  it('is told part by part where there is no room for a tree', () => {
    const accounts = scenarioAccounts(load(SHOP));
    expect(accounts.map(({ label }) => label)).toEqual([
      'Run',
      'Traffic',
      'checkout',
      'fraud',
      'stripe',
      'adyen',
    ]);
    expect(accounts[5]!.lines).toEqual([
      'nothing comes to it while all is well',
      '1 place, queue no limit; works 200ms',
      'charges',
      'calls fraud',
      'called with no policy',
    ]);
  });

  it('is drawn in ASCII where that is asked for', () => {
    const page = describeScenario(load(SHOP), { width: 80, ascii: true });
    expect(page).toMatch(/^[\n\x20-\x7e]*$/);
    expect(page).toContain('`- one of these by failover');
  });

  it('stays within the width', () => {
    for (const width of [60, 80, 160]) {
      const lines = describeScenario(load(SHOP), { width, ascii: false }).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });
});

describe('the load of a graph', () => {
  /** By the service's name: what comes to it and what it can carry, per second. */
  const loadsOf = (services: Written, orders: number) => {
    const scenario = scenarioOf({
      duration: '1m',
      traffic: { arrivals: 'poisson', startRate: 1 },
      services,
    });
    const graph = graphOf(scenario);
    const loads = graphLoads(graph, orders).map((one) => [
      one.requestsPerSecond,
      one.carriedPerSecond ?? null,
    ]);
    return Object.fromEntries(graph.services.map(({ name }, place) => [name, loads[place]!]));
  };
  const work = (capacity: number, latency = '100ms') => ({ capacity, latency });

  it.each<[string, Written, Written]>([
    [
      'a place is held for the own work and for the calls, in turn',
      { a: { ...work(30), calls: [{ to: 'b' }, { to: 'c' }] }, b: work(2), c: work(2) },
      { a: [10, 100], b: [10, 20], c: [10, 20] },
    ],
    [
      'no longer than a timeout lets it',
      { a: { ...work(30), calls: [{ to: 'b', pipeline: [{ timeout: '50ms' }] }] }, b: work(2) },
      { a: [10, 200], b: [10, 20] },
    ],
    [
      'by weight',
      {
        a: {
          calls: [
            {
              route: 'weighted',
              links: [
                { to: 'b', weight: '75%' },
                { to: 'c', weight: '25%' },
              ],
            },
          ],
        },
        b: work(2),
        c: work(2),
      },
      { a: [10, null], b: [7.5, 20], c: [2.5, 20] },
    ],
    [
      'in turn, each the same',
      {
        a: { calls: [{ route: 'round-robin', links: [{ to: 'b' }, { to: 'c' }] }] },
        b: work(2),
        c: work(2),
      },
      { a: [10, null], b: [5, 20], c: [5, 20] },
    ],
    [
      'twice to a service that two call',
      {
        a: { calls: [{ to: 'b' }, { to: 'c' }] },
        b: { ...work(9), calls: [{ to: 'c' }] },
        c: work(2),
      },
      { a: [10, null], b: [10, 45], c: [20, 20] },
    ],
    [
      'the way there and back is held by who calls, not by who is called',
      { a: { capacity: 30, calls: [{ to: 'b' }] }, b: { ...work(2), network: '25ms' } },
      { a: [10, 200], b: [10, 20] },
    ],
    [
      'a hedge is sent where the first does not answer in time',
      {
        a: {
          calls: [{ route: 'hedge', after: '150ms', links: [{ to: 'b' }, { to: 'c' }] }],
        },
        b: { latency: { distribution: 'empirical', values: ['100ms', '200ms'] } },
        c: work(2),
      },
      { a: [10, null], b: [10, null], c: [expect.closeTo(5, 0), 20] },
    ],
  ])('%s', (_, services, expected) => {
    expect(loadsOf(services, 10)).toEqual(expected);
  });

  it('classes, regions and a script for a part of the service are counted by their shares', () => {
    const page = describeScenario(load(UNEVEN), { width: 200, ascii: false });
    const lines = page.split('\n').map((line) => line.replace(/^[│├└─ ]+/, ''));
    expect(lines).toEqual(
      expect.arrayContaining([
        'of class write 20%, amount 80',
        '90% from eu, 10% from us',
        'Regions             eu and us: 40ms each way',
        // 80% at 100 ms, 20% at 400 ms: 160 ms on the mean.
        'eu: 270 requests/s at the peak, MORE than the 188/s it can carry',
        'us: 30 requests/s at the peak, 16% of the 188/s it can carry',
        '2 instances, 1 in each of eu, us, round-robin, each with 30 places, queue no limit; works 100ms',
        // In eu 160 ms and 40 there and back to us, 20 of work: 2 x 50 places in 260 ms.
        'eu: 270 requests/s at the peak, 70% of the 385/s it can carry',
        'us: 30 requests/s at the peak, 5% of the 556/s it can carry',
        'from 20s to 25s: latency x4 in us; it can then carry 234/s, less than comes',
      ]),
    );
    expect(load(UNEVEN).warnings).toEqual([
      'At the peak 270 requests/s come to pay in eu, 1.4 times what it can carry (188/s).',
    ]);
  });

  it('of which a service cannot carry is a warning that names it', () => {
    const text = SHOP.replace('200/s', '500/s');
    expect(load(text).warnings).toEqual([
      'At the peak 500 requests/s come to stripe, 1.3 times what it can carry (400/s).',
    ]);
    expect(overloadSentence(load(SHOP))).toBe('');
  });
});
