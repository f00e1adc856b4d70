import { describe, expect, it } from 'vitest';
import type { CallEntry } from '../../../src/model/books/witness.ts';
import { createWorld } from '../../../src/model/world.ts';
import { createLook } from '../../../src/report/terminal-chart/look.ts';
import { pathLines } from '../../../src/report/watch/path-lines.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';
import { type Written, withOrdersAt } from '../scenarios.ts';

const PLAIN = createLook({ colour: false, ascii: true });

/** A world run to its end, and every call in it. */
function watched(scenario: Scenario) {
  const calls: CallEntry[] = [];
  const world = createWorld(scenario, {
    orders: { ended: () => {}, settled: () => {} },
    onTransition: () => {},
    onCall: (entry) => calls.push({ ...entry }),
    ticks: false,
    keepsLives: true,
    follower: undefined,
  });
  world.agenda.runUntil(scenario.duration, Number.POSITIVE_INFINITY);
  world.witness!.flush();
  return { world, calls };
}

/** The path of an order from its arrival on, a line each. */
function pathOf(order: number, services: Written, instants: readonly number[] = [0]): string[] {
  const { world } = watched(withOrdersAt(instants, { duration: '1m', services }));
  const graph = {
    services: world.services.map(({ name, node }) => {
      const { instances } = node;
      return { name, instances, places: null, queue: null };
    }),
    links: [],
  };
  const life = { arm: 'x', order, happenings: world.witness!.diary!.lifeOf(order) };
  return pathLines(life, graph, 99, PLAIN).map((line) => line.trim());
}

const breaker = (failures: number, more: Written = {}) => ({
  breaker: { trip: { kind: 'consecutive-failures', failures }, ...more },
});

describe('the path of an order', () => {
  it('is a tree of requests and calls, those that nobody waits for any more among them', () => {
    const path = pathOf(1, {
      shop: {
        calls: [
          { to: 'fraud' },
          {
            to: 'pay',
            pipeline: [
              { retry: { calls: 2, backoff: { kind: 'fixed', delay: '50ms' } } },
              { timeout: '200ms' },
            ],
          },
        ],
      },
      fraud: { latency: '10ms', calls: [{ to: 'scoring' }] },
      scoring: { latency: '20ms' },
      pay: { instances: 2, charges: true, latency: '300ms' },
    });
    expect(path).toEqual([
      'Order 1, x: failed after 480ms, worth 10.00',
      '0.000s  shop, 1 in hand',
      '0.000s  |- fraud: done after 30ms, 1 in hand',
      '0.010s  |  +- scoring: done after 20ms, 1 in hand',
      '0.030s  |- pay #1: no answer in 200ms: given up, 1 in hand',
      '0.330s  |     the card is charged',
      '0.330s  |     done, but nobody waits any more',
      '0.230s  |  waits 50ms to try pay again, and keeps its place',
      '0.280s  +- pay #2, call 2: no answer in 200ms: given up, 1 in hand',
      '0.580s        the card is charged again: 2 times now',
      '0.580s        done, but nobody waits any more',
    ]);
  });

  it('says which breaker refused, which of its circuits, and why', () => {
    const services = {
      shop: {
        calls: [
          {
            route: 'failover',
            links: [
              { to: 'one', pipeline: [breaker(1, { name: 'guard', before: 'instance' })] },
              { to: 'two' },
            ],
          },
        ],
      },
      one: { instances: 2, failureRate: 1, latency: '5ms' },
      two: { charges: true, latency: '10ms' },
    };
    const [heading, ...path] = pathOf(3, services, [0, 100, 200]);
    expect(heading).toContain('paid after 10ms');
    expect(path).toEqual([
      '0.200s  shop, 1 in hand',
      '0.200s  |- one: blocked by guard, before instance 1: open for another 9.805s',
      '0.200s  +- two: done after 10ms, 1 in hand',
      '0.210s        the card is charged',
    ]);
  });

  it('tells of the queue, of what is turned away, and of limits', () => {
    const services = {
      shop: { calls: [{ to: 'pay', pipeline: [{ bulkhead: { calls: 2 } }] }] },
      pay: { capacity: 1, queue: 0, charges: true, latency: '100ms' },
    };
    expect(pathOf(2, services, [0, 0, 0]).slice(2)).toEqual([
      '0.000s  +- pay: turned away after 0ms',
    ]);
    const queued = { ...services, pay: { ...services.pay, queue: 1 } };
    const three = { ...queued, shop: { calls: [{ to: 'pay' }] } };
    expect(pathOf(3, three, [0, 0, 0]).slice(2)).toEqual([
      '0.000s  +- pay: turned away after 0ms',
      '0.000s        every place is taken, and 1 wait',
    ]);
    expect(pathOf(2, queued, [0, 0, 0]).slice(2, 5)).toEqual([
      '0.000s  +- pay: done after 200ms',
      '0.000s        waits for a place as number 1',
      '0.100s        has a place, 1 in hand',
    ]);
    expect(pathOf(3, queued, [0, 0, 0]).at(-1)).toContain('nothing is sent to pay');
  });
});

describe('the calls of a graph', () => {
  it('are numbered by themselves, though they end in another order', () => {
    const { calls } = watched(
      withOrdersAt([0], {
        duration: '1m',
        services: {
          shop: {
            calls: [{ route: 'hedge', after: '10ms', links: [{ to: 'pay' }, { to: 'pay' }] }],
          },
          pay: { instances: 2, charges: true, latency: '100ms' },
        },
      }),
    );
    expect(calls.map(({ call, outcome, instance }) => [call, outcome, instance])).toEqual([
      [1, 'successful', 1],
      [2, 'timed out', 2],
    ]);
  });

  const told = (sharing: Written, script: readonly Written[] = []): string[] => {
    const { calls } = watched(
      withOrdersAt([0, 100, 200, 10_000], {
        duration: '1m',
        services: {
          shop: {
            instances: 2,
            script,
            calls: [{ to: 'pay', pipeline: [breaker(1, { scope: 'service', sharing })] }],
          },
          pay: { charges: true, latency: '5ms', failureRate: 1 },
        },
      }),
    );
    return calls
      .filter(({ outcome }) => outcome === 'blocked')
      .map(({ atMs, from, why }) => `${atMs} instance ${from.instance}: ${why}`);
  };

  it.each<[string, Written, readonly Written[], readonly string[]]>([
    [
      'what was seen in the store, and when',
      { kind: 'store', latency: '2ms', refresh: '10s' },
      [],
      // The second instance looks before its first call; what it saw then it still goes by at 10 s.
      [
        '102 instance 2: seen 1ms ago: open for another 9.906s',
        '10000 instance 2: seen 9.899s ago: open for another 8ms',
      ],
    ],
    [
      'that the store is away, and how the instance counts by itself',
      { kind: 'store', latency: '2ms', refresh: '0s' },
      [{ at: '50ms', store: 'down' }],
      [
        '202 instance 1: the store is away: open for another 9.805s',
        '10002 instance 2: the store is away: open for another 105ms',
      ],
    ],
    [
      'that the store is away, where none may call without it',
      { kind: 'store', latency: '2ms', refresh: '0s', whenDown: 'open' },
      [{ at: '150ms', store: 'down' }],
      [
        '102 instance 2: seen 1ms ago: open for another 9.906s',
        '202 instance 1: the store is away: blocked without it',
        '10002 instance 2: the store is away: blocked without it',
      ],
    ],
    [
      'how many are open by what others tell',
      { kind: 'gossip', every: '20ms', fanout: 1, quorum: '50%' },
      [],
      [
        '100 instance 2: told that 1 of 2 are open, 1 are enough',
        '200 instance 1: told that 1 of 2 are open, 1 are enough',
        '10000 instance 2: told that 1 of 2 are open, 1 are enough',
      ],
    ],
    [
      'that there is no majority',
      { kind: 'consensus', latency: '2ms', nodes: 3 },
      [{ at: '150ms', nodesDown: 2 }],
      [
        '102 instance 2: open for another 9.906s',
        '202 instance 1: no majority of the nodes answers',
        '10002 instance 2: no majority of the nodes answers',
      ],
    ],
  ])('that are refused by hearsay say so: %s', (_, sharing, script, expected) => {
    expect(told(sharing, script)).toEqual(expected);
  });
});
