import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HAPPENING, type Happening } from '../../../src/model/books/happening.ts';
import type { CallEntry } from '../../../src/model/books/witness.ts';
import { createWorld, type World } from '../../../src/model/world.ts';
import { type PathRequest, pathOf } from '../../../src/report/watch/path.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';
import { writtenForm } from '../../../src/scenario/written-form.ts';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf } from '../scenarios.ts';
import { graphScenario } from './random-graph.ts';

/** A deferred order's answer is still on its way to another region when the run ends, or when it is settled. */
const DEFERRED_FAR_AWAY = {
  duration: '8s',
  traffic: { arrivals: 'poisson', startRate: 60, regions: { us: '100%' } },
  regions: { eu: { us: '400ms' } },
  services: {
    shop: {
      regions: ['eu'],
      calls: [
        { to: 'bank', pipeline: [{ fallback: { kind: 'defer', after: '100ms', tries: 2 } }] },
      ],
    },
    bank: { regions: ['eu'], capacity: 1, queue: 0, latency: '30ms', charges: true },
  },
};

/** A world run to its end, and every call in it, where somebody looks. */
function worldOf(scenario: Scenario, isSeen: boolean) {
  const calls: CallEntry[] = [];
  const world = createWorld(scenario, {
    orders: { ended: () => {}, settled: () => {} },
    onTransition: () => {},
    onCall: isSeen ? (entry) => calls.push(entry) : undefined,
    ticks: false,
    keepsLives: isSeen,
    follower: undefined,
  });
  world.agenda.runUntil(scenario.duration, Number.POSITIVE_INFINITY);
  world.witness?.flush();
  world.audit();
  return { world, calls };
}

const booksOf = ({ connections, ledger }: World) => [
  [...ledger.orders],
  ...connections.map(({ book }) => [...book.ended]),
];

/** One tree: its root is where the order arrived, and every request in it was sent by another. */
function expectOnePath(life: readonly Happening[]): void {
  const root = pathOf(life)!;
  expect(life[0]!.what).toBe(HAPPENING.arrived);
  const calls = (request: PathRequest): number =>
    request.entries.reduce(
      (sum, entry) => (entry.kind === 'call' ? sum + 1 + calls(entry.request) : sum),
      0,
    );
  const begun = life.filter(({ what }) => what === HAPPENING.sent || what === HAPPENING.blocked);
  expect(calls(root)).toBe(begun.length);
}

const RUNS = { numRuns: Number(process.env.GRAPHS ?? 30) };
/** More graphs take longer. */
const TIME = { timeout: 120_000 + RUNS.numRuns * 4_000 };

describe('any graph', () => {
  // Every run checks its own conservation, at every service and on every link.
  it('adds up, and is the same each time', TIME, () => {
    fc.assert(
      fc.property(graphScenario, (written) => {
        const scenario = scenarioOf(written);
        const result = compared(scenario);
        expect(compared(scenario)).toEqual(result);
        for (const { totals, services, degraded } of result.arms) {
          const charges = Object.values(services!).reduce((sum, one) => sum + one.charges, 0);
          expect(charges).toBe(totals.charges.made);
          expect(degraded!.orders).toBeLessThanOrEqual(totals.orders.paid);
        }
      }),
      RUNS,
    );
  });

  it('is followed call by call, and order by order, without being disturbed', TIME, () => {
    fc.assert(
      fc.property(graphScenario, (written) => {
        const scenario = scenarioOf(written);
        const unseen = worldOf(scenario, false);
        const seen = worldOf(scenario, true);
        expect(booksOf(seen.world)).toEqual(booksOf(unseen.world));
        const told = (from: string, to: string) =>
          seen.calls.filter((call) => call.from.service === from && call.service === to).length;
        for (const { from, to, book } of seen.world.connections) {
          expect(told(from.name, to.name)).toBe(book.endedInAll);
        }
        for (let order = 1; order <= seen.world.ledger.ordersArrived; order++) {
          expectOnePath(seen.world.witness!.diary!.lifeOf(order));
        }
      }),
      { numRuns: Math.ceil(RUNS.numRuns / 3) },
    );
  });

  it('adds up where deferred orders are told of from far away', () => {
    const { totals } = compared(scenarioOf(DEFERRED_FAR_AWAY)).arms[0]!;
    const { drained, waiting } = totals.deferred!;
    expect(drained + waiting).toBe(totals.orders.deferred);
  });

  it('is written in the language of its file', TIME, () => {
    fc.assert(
      fc.property(graphScenario, (written) => {
        const form = writtenForm(scenarioOf(written));
        expect(writtenForm(scenarioOf(form))).toEqual(form);
      }),
      RUNS,
    );
  });
});
