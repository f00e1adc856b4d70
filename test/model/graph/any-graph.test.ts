import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenForm } from '../../../src/scenario/written-form.ts';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf } from '../scenarios.ts';
import { graphScenario } from './random-graph.ts';

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
