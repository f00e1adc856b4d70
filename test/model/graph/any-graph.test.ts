import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

const RUNS = { numRuns: Number(process.env.GRAPHS ?? 30) };

describe('any graph', () => {
  // Every run checks its own conservation, at every service and on every link.
  it('adds up, and is the same each time', { timeout: 120_000 }, () => {
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

  it('adds up where deferred orders are told of from far away', () => {
    const { totals } = compared(scenarioOf(DEFERRED_FAR_AWAY)).arms[0]!;
    const { drained, waiting } = totals.deferred!;
    expect(drained + waiting).toBe(totals.orders.deferred);
  });

  it('is written in the language of its file', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(graphScenario, (written) => {
        const form = writtenForm(scenarioOf(written));
        expect(writtenForm(scenarioOf(form))).toEqual(form);
      }),
      RUNS,
    );
  });
});
