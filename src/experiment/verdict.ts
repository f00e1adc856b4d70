import { decimal, durationText } from '../kernel/quantity-text.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { ArmResult, Comparison, Recovery } from './result.ts';
import type { Trouble } from './trouble.ts';

type Facts = Omit<Comparison, 'verdict'>;

/** What the comparison came to, in two or three sentences. */
export function verdictOn(
  facts: Facts,
  arms: readonly [ArmResult, ArmResult],
  scenario: Scenario,
): string[] {
  return [
    winnerSentence(facts, arms),
    endSentence(arms, scenario),
    recoverySentence(facts),
    priceSentence(facts, arms[1], scenario),
  ].filter((sentence) => sentence !== '');
}

/** A closed loop is over when its last order has ended: how soon that is, is a result of its own. */
function endSentence(arms: readonly [ArmResult, ArmResult], { traffic }: Scenario): string {
  const wanted = traffic.arrivals === 'closed' ? traffic.orders : undefined;
  const isOver = ({ totals: { orders } }: ArmResult) =>
    orders.arrived === wanted && orders.pending === 0;
  if (!arms.every(isOver)) return '';
  const [baseline, candidate] = arms;
  return `The last order has ended after ${durationText(candidate.endMs)} with it, after ${durationText(baseline.endMs)} without.`;
}

const orders = (count: number): string => `${decimal(count)} ${count === 1 ? 'order' : 'orders'}`;

const money = (cents: number): string => decimal(Math.round(cents / 100));

function winnerSentence(
  facts: Facts,
  [baseline, candidate]: readonly [ArmResult, ArmResult],
): string {
  const paid = `${decimal(paidOf(candidate))} of ${orders(candidate.totals.orders.arrived)} paid with it, ${decimal(paidOf(baseline))} without${laterWords(baseline, candidate)}`;
  const { paidOrders, paidLaterOrders, paidCents, paidLaterCents } = facts.difference;
  const difference = orders(Math.abs(paidOrders + paidLaterOrders));
  const amount = `${difference} and ${money(Math.abs(paidCents + paidLaterCents))} in money`;
  if (facts.winner === null) return `It makes no difference worth the name: ${paid}.`;
  return facts.winner === candidate.name
    ? `The breaker saves ${amount}: ${paid}.`
    : `The breaker loses ${amount}: ${paid}.`;
}

/** At once, or in the end after a deferral. */
function paidOf({ totals }: ArmResult): number {
  return totals.orders.paid + laterOf({ totals });
}

function laterOf({ totals }: Pick<ArmResult, 'totals'>): number {
  return totals.deferred === null ? 0 : totals.deferred.paid;
}

function laterWords(baseline: ArmResult, candidate: ArmResult): string {
  const [without, with_] = [laterOf(baseline), laterOf(candidate)];
  return without + with_ === 0
    ? ''
    : `, of which ${decimal(with_)} and ${decimal(without)} later, having been deferred`;
}

function recoverySentence({ trouble, recovery }: Facts): string {
  if (trouble === null || recovery.every(({ suffered }) => !suffered)) return '';
  const [first, ...others] = [...recovery]
    .reverse()
    .map((one) => `${one.arm}, service ${recoveryWords(one, trouble)}`);
  const until = `The trouble ends at ${durationText(trouble.untilMs)}`;
  return `${until}: ${[first, ...others].join('; ')}.`;
}

function recoveryWords({ suffered, recoveredAtMs }: Recovery, { untilMs }: Trouble): string {
  if (!suffered) return 'stayed normal throughout';
  if (recoveredAtMs === null) return 'never recovers within the run';
  const after = recoveredAtMs - untilMs;
  return after === 0 ? 'is normal at once' : `is normal again ${durationText(after)} later`;
}

function priceSentence(facts: Facts, candidate: ArmResult, scenario: Scenario): string {
  if (candidate.totals.breaker?.opens === 0) return 'The breaker never opened, so it cost nothing.';
  if (candidate.totals.orders.blocked === 0 && facts.winner === facts.baseline) return '';
  const price = priceWords(facts, candidate.totals.orders.blocked);
  return facts.winner === facts.baseline && !dependsOnLoad(scenario)
    ? `${price} This service does not slow down under load, so there was nothing for a breaker to save.`
    : price;
}

function priceWords({ cost, loss }: Facts, blocked: number): string {
  if (cost.orders > 0)
    return `The breaker's price: ${blockedWords(cost.orders, blocked)} (${money(cost.amountCents)} in money).`;
  if (loss.orders > 0) {
    return `Its price: ${orders(loss.orders)} that ${isOrAre(loss.orders)} paid without it (${money(loss.amountCents)} in money).`;
  }
  return blocked === 0
    ? 'The breaker cost nothing: in the end no order was blocked.'
    : `The breaker cost nothing: of the ${orders(blocked)} that it blocked, none is paid without it either.`;
}

function blockedWords(served: number, blocked: number): string {
  if (served === blocked)
    return `the ${orders(blocked)} that it blocked ${isOrAre(blocked)} paid without it`;
  return `of the ${orders(blocked)} that it blocked, ${decimal(served)} ${isOrAre(served)} paid without it`;
}

const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');

/** Whether calls get in each other's way at all: only then can sending fewer of them help. */
function dependsOnLoad({ paymentService, orderService }: Scenario): boolean {
  return (
    paymentService.capacity !== undefined ||
    paymentService.slowdown > 0 ||
    orderService.workers !== undefined ||
    paymentService.script.some((entry) => entry.capacity ?? entry.slowdown)
  );
}
