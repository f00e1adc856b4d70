import type { Scenario } from '../../scenario/schema.ts';
import type { ComparedEconomics } from '../result.ts';
import { economicsSentences } from '../verdict/economics.ts';
import type { Arms } from '../verdict/words.ts';
import { returnsOf } from './returns.ts';

/**
 * What the candidate brings against the baseline, by the candidate's own budget; undefined where the
 * scenario names no prices, or one of the arms met no incident.
 */
export function compareEconomics(
  arms: Arms,
  { economics }: Pick<Scenario, 'economics'>,
): ComparedEconomics | undefined {
  const [baseline, candidate] = arms.map(({ totals }) => totals.economics?.costPerIncidentCents);
  if (economics === undefined || !isNumber(baseline) || !isNumber(candidate)) return undefined;
  const returns = returnsOf(economics, baseline - candidate);
  return {
    ...returns,
    horizonYears: economics.horizon,
    verdict: economicsSentences(returns, economics, arms),
  };
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
