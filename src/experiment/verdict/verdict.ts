import { durationText } from '../../kernel/quantity-text.ts';
import { overloadSentence } from '../../scenario/overload.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ArmResult, Comparison } from '../result.ts';
import { customerSentences } from './customers.ts';
import { priceSentences } from './price.ts';
import { troubleSentences } from './trouble.ts';
import { deferralSentence, winnerSentence } from './winner.ts';
import { type Arms, baselineWords, candidateWords, differByBreaker, named } from './words.ts';

type Facts = Omit<Comparison, 'verdict'>;

/** What the comparison came to, a few sentences that stand by themselves. */
export function verdictOn(
  facts: Facts,
  arms: Arms,
  scenarios: readonly [Scenario, Scenario],
): string[] {
  const customers = customerSentences(arms);
  const [, scenario] = scenarios;
  return [
    winnerSentence(facts, arms),
    deferralSentence(arms),
    endSentence(arms, scenario),
    overloadWords(arms, scenarios),
    ...troubleSentences(arms),
    ...priceSentences(facts, arms),
    ...customers,
    differByBreaker(arms) ? vainSentence(facts, customers, scenario) : '',
  ].filter((sentence) => sentence !== '');
}

/** A closed loop is over when its last order has ended: how soon that is, is a result of its own. */
function endSentence(arms: Arms, { traffic }: Scenario): string {
  const wanted = traffic.arrivals === 'closed' ? traffic.orders : undefined;
  const isOver = ({ totals: { orders } }: ArmResult) =>
    orders.arrived === wanted && orders.pending === 0;
  if (!arms.every(isOver)) return '';
  const [baseline, candidate] = arms;
  return `The last order has ended after ${durationText(candidate.endMs)} ${candidateWords(arms)}, after ${durationText(baseline.endMs)} ${baselineWords(arms)}.`;
}

/** Once where it is the same for both. */
function overloadWords(arms: Arms, scenarios: readonly [Scenario, Scenario]): string {
  const [ofBaseline, ofCandidate] = scenarios.map(overloadSentence) as [string, string];
  if (ofBaseline === ofCandidate) return ofCandidate;
  return [ofBaseline, ofCandidate]
    .flatMap((words, index) => (words === '' ? [] : [`${named(arms[index]!)}: ${words}`]))
    .join(' ');
}

/** Where nobody gains anything, not even time. */
function vainSentence(
  { winner, baseline }: Facts,
  customers: readonly string[],
  scenario: Scenario,
): string {
  const gained = customers.some((sentence) => sentence !== '');
  if (winner !== baseline || gained || dependsOnLoad(scenario)) return '';
  return 'This service does not slow down under load, so there was nothing for a breaker to save.';
}

/** Whether calls get in each other's way at all: only then can sending fewer of them help. */
function dependsOnLoad({ paymentService, orderService, services = {} }: Scenario): boolean {
  return (
    orderService.workers !== undefined ||
    [paymentService, ...Object.values(services)].some(
      ({ capacity, slowdown, script }) =>
        capacity !== undefined ||
        slowdown > 0 ||
        script.some((entry) => entry.capacity ?? entry.slowdown),
    )
  );
}
