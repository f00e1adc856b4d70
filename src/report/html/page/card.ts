import type { ArmResult, Comparison } from '../../../experiment/result.ts';
import { METRIC_ROWS } from '../../../model/metrics/table.ts';
import { ARM } from '../../../scenario/arm-names.ts';
import { armTitle } from '../../arm-title.ts';
import { count, duration, money, percent, shareOf } from '../../figures.ts';
import { served } from '../../served.ts';
import { valueAt } from '../../value-at.ts';
import { html } from './dom.ts';

type Terms = readonly (readonly [term: string, figure: string, aside?: string])[];

/** How an arm compares with the others. */
export interface Standing {
  /** What is said of the best; undefined of the others. */
  readonly badge: string | undefined;
  /** Against the baseline; undefined of the baseline itself. */
  readonly comparison: Comparison | undefined;
}

/** How an arm did: orders first, then what became of the money. */
export function card(arm: ArmResult, standing: Standing): HTMLElement {
  const { arrived } = arm.totals.orders;
  const isWinner = standing.badge !== undefined;
  const badge = isWinner ? [html('span', { class: 'badge' }, standing.badge)] : [];
  return html(
    'section',
    { class: isWinner ? 'card winner' : 'card', 'aria-label': arm.name },
    html('h2', {}, armTitle(arm), ...badge),
    html(
      'p',
      { class: 'share' },
      paidShare(arm),
      html('span', {}, arrived === 0 ? '' : 'of orders paid'),
    ),
    paidBar(arm),
    terms([...orderTerms(arm), ...priceTerms(arm, standing)]),
    terms(moneyTerms(arm)),
  );
}

function orderTerms({ totals }: ArmResult): Terms {
  const { orders, latencyMs, breaker, fate } = totals;
  const paid = served(totals);
  const paidLatency = latencyMs?.paid ?? null;
  const some = (term: string, value: number): Terms => (value === 0 ? [] : [[term, count(value)]]);
  return [
    ['orders paid', `${count(paid.orders)} of ${count(orders.arrived)}`],
    ...some('of which later', paid.later),
    ...some('still waiting', fate.orders.waiting),
    ['latency of paid, p95', paidLatency === null ? 'none' : duration(paidLatency.p95)],
    ['breaker opened', breaker === null ? 'no breaker' : `${count(breaker.opens)} ×`],
  ];
}

/** What the breaker cost, by both measures. */
function priceTerms({ totals }: ArmResult, { comparison }: Standing): Terms {
  const { breaker } = totals;
  if (breaker === null) return [];
  const { blockedWhileFitOrders: orders, blockedWhileFitCents: amountCents } = breaker;
  const price = (term: string, blocked: Comparison['cost']): Terms[number] =>
    blocked.orders === 0
      ? [term, 'none']
      : [term, count(blocked.orders), `worth ${money(blocked.amountCents)}`];
  const against = comparison === undefined ? [] : [comparison];
  return [
    ...against.map((one) => price(`blocked, paid ${otherWords(one)}`, one.cost)),
    price('blocked while fit', { orders, amountCents }),
  ];
}

function otherWords({ baseline, candidate }: Comparison): string {
  const isBreaker = baseline === ARM.without && candidate === ARM.with;
  return isBreaker ? 'without it' : `with ${baseline}`;
}

const MONEY = METRIC_ROWS.filter(({ path }) => path.startsWith('fate.amountCents.'));

/** Every part that there is: they add up to what was offered. */
function moneyTerms({ totals }: ArmResult): Terms {
  return MONEY.flatMap(({ path, line }) => {
    const cents = valueAt(totals, path) ?? 0;
    if (cents === 0 || line === undefined) return [];
    const share = shareOf(cents, totals.amountCents.offered);
    return [[`money ${line.label}`, money(cents), share] as const];
  });
}

function terms(list: Terms): HTMLElement {
  const rows = list.map(([term, figure, aside = '']) => {
    const beside = html('span', { class: 'aside' }, aside);
    return html('div', {}, html('dt', {}, term), html('dd', {}, figure, ' ', beside));
  });
  return html('dl', {}, ...rows);
}

/** Of the orders that arrived. */
export function paidShare({ totals }: ArmResult): string {
  const { arrived } = totals.orders;
  return arrived === 0 ? 'no orders' : percent(served(totals).orders / arrived);
}

/** The shares of orders paid at once and later, as lengths. */
export function paidBar({ totals }: ArmResult): HTMLElement {
  const { arrived } = totals.orders;
  const { orders, later } = served(totals);
  const length = (part: number, look: string): HTMLElement => {
    const filled = html('div', { class: look });
    filled.style.width = `${arrived === 0 ? 0 : (100 * part) / arrived}%`;
    return filled;
  };
  const parts = [length(orders - later, 'at-once'), length(later, 'later')];
  return html('div', { class: 'bar', 'aria-hidden': 'true' }, ...parts);
}
