import { describe, expect, it } from 'vitest';
import { HAPPENING } from '../../src/model/books/happening.ts';
import type { CallEntry } from '../../src/model/books/witness.ts';
import { createWorld } from '../../src/model/world.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { withOrdersAt } from './scenarios.ts';
import { follow } from './timeline.ts';

const NAMES = Object.fromEntries(Object.entries(HAPPENING).map(([name, code]) => [code, name]));

/** What happened to an order, a word each, with the service where it is the backup. */
function lifeOf(number: number, scenario: Scenario): string[] {
  return follow(scenario)
    .world.witness!.diary!.lifeOf(number)
    .map(({ what, service }) =>
      service === 'backup service' ? `${NAMES[what]} at the ${service}` : NAMES[what]!,
    );
}

function callsOf(scenario: Scenario): string[] {
  const entries: CallEntry[] = [];
  const world = createWorld(scenario, {
    orders: { ended: () => {}, settled: () => {} },
    onTransition: () => {},
    onCall: (entry) => entries.push(entry),
    ticks: false,
    keepsLives: false,
    follower: undefined,
  });
  world.agenda.runUntil(scenario.duration, Number.POSITIVE_INFINITY);
  world.witness!.flush();
  return entries.map(({ atMs, outcome, service, breaker, stateBefore, stateAfter }) =>
    [atMs, outcome, service, breaker?.name, stateBefore, stateAfter].join(' | '),
  );
}

const ALL_FAIL = { latency: '100ms', failureRate: 1 };
const breaker = (failures: number, more: object = {}) => ({
  breaker: { ...more, trip: { kind: 'consecutive-failures', failures } },
});

describe('the life of an order', () => {
  it('goes on at the backup service', () => {
    const scenario = withOrdersAt([0], {
      paymentService: ALL_FAIL,
      backupService: { latency: '50ms' },
      orderService: { pipeline: [{ fallback: { kind: 'backup' } }] },
    });
    expect(lifeOf(1, scenario)).toEqual([
      'arrived',
      'taken',
      'sent',
      'began',
      'answered',
      'sent at the backup service',
      'began at the backup service',
      'charged at the backup service',
      'answered at the backup service',
      'ended',
    ]);
  });

  it('goes on after its deferral until it is settled', () => {
    const scenario = withOrdersAt([0], {
      duration: '1m',
      paymentService: { latency: '100ms', script: [{ at: '0s', for: '1s', outage: 'refuse' }] },
      orderService: { pipeline: [{ fallback: { kind: 'defer', after: '5s' } }] },
    });
    expect(lifeOf(1, scenario).slice(-6)).toEqual([
      'ended',
      'sent',
      'began',
      'charged',
      'answered',
      'settled',
    ]);
  });

  it.each([
    ['a limit', { pipeline: [{ bulkhead: { calls: 1, queue: 0 } }] }, ['taken', 'rejected']],
    ['the want of a worker', { workers: 1, backlog: 0 }, ['foundNoRoom']],
  ])('is short where it is turned away by %s', (_, orderService, between) => {
    const scenario = withOrdersAt([0, 0], { paymentService: ALL_FAIL, orderService });
    expect(lifeOf(2, scenario)).toEqual(['arrived', ...between, 'ended']);
  });
});

describe('a call', () => {
  it('is told with the breaker that changed by it, or blocked it, else with the outermost', () => {
    const scenario = withOrdersAt([0, 10, 200, 300], {
      duration: '1m',
      paymentService: ALL_FAIL,
      orderService: { pipeline: [breaker(9, { name: 'outer' }), breaker(2)] },
    });
    expect(callsOf(scenario)).toEqual([
      '100 | failed | PaymentService | outer | closed | closed',
      '110 | failed | PaymentService | breaker 2 | closed | open',
      '200 | blocked | PaymentService | breaker 2 | open | open',
      '300 | blocked | PaymentService | breaker 2 | open | open',
    ]);
  });

  it('to the backup is heard by breakers outside the fallback only', () => {
    const [outside, inside] = [breaker(9, { name: 'outside' }), breaker(9, { name: 'inside' })];
    const scenario = (...pipeline: object[]) =>
      withOrdersAt([0], {
        paymentService: ALL_FAIL,
        backupService: { latency: '50ms' },
        orderService: { pipeline },
      });
    const fallback = { fallback: { kind: 'backup' } };
    expect(callsOf(scenario(outside, fallback, inside)).at(-1)).toBe(
      '150 | successful | backup service | outside | closed | closed',
    );
    expect(callsOf(scenario(fallback, inside)).at(-1)).toBe(
      '150 | successful | backup service |  |  | ',
    );
  });
});
