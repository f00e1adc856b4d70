import type { ComparedEconomics, Result } from '../../src/experiment/result.ts';
import type { Claim } from './claim.ts';
import { with_, without } from './measures.ts';

const economicsOf = (run: Result): ComparedEconomics => run.comparison!.economics!;
/** In units of the currency, without the breaker and with it. */
const costs = (run: Result): readonly number[] =>
  [without(run), with_(run)].map(({ totals }) => totals.economics!.costPerIncidentCents! / 100);
const refunds = (run: Result): readonly number[] =>
  [without(run), with_(run)].map(({ totals }) => totals.economics!.chargesCents! / 100);

/** What the stories told in money claim. */
export const ECONOMICS_CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  'cost-benefit': [
    {
      says: 'some 24,000 without the breaker, half of that with it',
      holds: (run) => {
        const [baseline, candidate] = costs(run);
        return Math.abs(baseline! - 24_000) < 3_000 && Math.abs(candidate! - 12_000) < 2_500;
      },
    },
    {
      says: 'back within a year or so',
      holds: (run) => economicsOf(run).perYear!.paybackYears! < 1.25,
    },
    {
      says: 'more than half of what it saves are cards charged in vain or twice',
      holds: (run) => {
        const [baseline, candidate] = refunds(run);
        return baseline! - candidate! > economicsOf(run).savingPerIncidentCents / 200;
      },
    },
    {
      says: 'three years hardly bring it back where nobody has to be refunded',
      given: ['economics.orphanedCharge=0', 'economics.duplicateCharge=0'],
      holds: (run) => economicsOf(run).perYear!.returnOnInvestment! < 0.2,
    },
    {
      says: 'they do not with one incident a year',
      given: ['economics.incidentsPerYear=1'],
      holds: (run) => economicsOf(run).perYear!.returnOnInvestment! < 0,
    },
    {
      says: 'it costs more than it saves where the gateway stops work that nobody waits for',
      given: ['paymentService.cancellation=on-timeout'],
      holds: (run) => economicsOf(run).savingPerIncidentCents < 0,
    },
    {
      says: 'both arms recover, so that both bills are whole',
      holds: ({ arms }) =>
        arms.every(({ totals }) => totals.economics!.meanTimeToRecoveryMs !== null),
    },
  ],
};
