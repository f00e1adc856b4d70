import type { ArmResult, Comparison, Result, ThresholdResult } from '../../../experiment/result.ts';
import { durationText } from '../../../kernel/quantity-text.ts';
import { count, duration, money, percent } from '../../figures.ts';
import { summarySections } from '../../summary.ts';
import { gist } from '../../table/gist.ts';
import { finding } from '../../table/thresholds.ts';
import { html } from './dom.ts';

/** What a person wants to know first: the verdict, the summary, and of what. */
export function opening(result: Result): HTMLElement {
  const { scenario } = result;
  const facts = [
    scenario.name,
    `seed ${scenario.seed}`,
    `${durationText(scenario.durationMs)} in ticks of ${durationText(scenario.tickMs)}`,
  ];
  const [headline, ...lead] = sentences(result);
  return html(
    'header',
    { class: 'opening' },
    html('p', { class: 'title' }, scenario.title === '' ? scenario.name : scenario.title),
    html('p', { class: 'facts' }, facts.join(' · ')),
    html('h1', {}, headline!),
    html('p', { class: 'lead' }, lead.join(' ')),
    ...partialNotice(result),
    html('div', { class: 'cards' }, ...result.arms.map((arm) => card(arm, result.comparison))),
    ...thresholds(result.thresholds ?? []),
    html('div', { class: 'folds' }, summary(result.arms), ...scenarioFold(result)),
  );
}

/** The first half of the verdict's first sentence says it all; the rest follows in smaller type. */
function sentences({ comparison, arms }: Result): string[] {
  if (comparison === undefined) return arms.map(gist).map((text) => `${capital(text)}.`);
  const [first = '', ...others] = comparison.verdict;
  const [head, ...tail] = first.split(': ');
  if (tail.length === 0) return [first, ...others];
  return [`${head}.`, capital(tail.join(': ')), ...others];
}

function partialNotice({ partial, scenario }: Result): HTMLElement[] {
  if (partial === undefined) return [];
  const text = `Interrupted: all this is known up to ${durationText(partial.untilMs)} of ${durationText(scenario.durationMs)} only.`;
  return [html('p', { class: 'notice', role: 'note' }, text)];
}

function card({ name, totals }: ArmResult, comparison: Comparison | undefined): HTMLElement {
  const { orders, amountCents, latencyMs, breaker, deferred } = totals;
  const isWinner = comparison?.winner === name;
  const [atOnce, inTheEnd] = deferred === null ? ['', ''] : [' at once', ' in the end'];
  const later = deferred === null ? [] : [`${count(deferred.paid)} of ${count(orders.deferred)}`];
  const figures: [string, string][] = [
    ['orders paid', `${count(orders.paid)} of ${count(orders.arrived)}`],
    ...later.map((text): [string, string] => ['deferred, paid later', text]),
    [deferred === null ? 'money not paid' : 'money not paid at once', money(amountCents.lost)],
    ['latency p95', latencyMs === null ? 'none' : duration(latencyMs.p95)],
    ['breaker opened', breaker === null ? 'there is none' : `${count(breaker.opens)} ×`],
  ];
  const terms = figures.flatMap(([label, figure]) => [
    html('div', {}, html('dt', {}, label), html('dd', {}, figure)),
  ]);
  return html(
    'section',
    { class: isWinner ? 'card winner' : 'card', 'aria-label': name },
    html(
      'h2',
      {},
      name,
      ...(isWinner ? [html('span', { class: 'badge' }, `more paid${inTheEnd}`)] : []),
    ),
    html(
      'p',
      { class: 'share' },
      orders.arrived === 0 ? 'no orders' : percent(orders.paid / orders.arrived),
      html('span', {}, orders.arrived === 0 ? '' : `of orders paid${atOnce}`),
    ),
    bar(totals.orders),
    html('dl', {}, ...terms),
  );
}

/** The share of orders paid, as a length. */
function bar({ paid, arrived }: { paid: number; arrived: number }): HTMLElement {
  const share = arrived === 0 ? 0 : paid / arrived;
  const filled = html('div', {});
  filled.style.width = `${100 * share}%`;
  return html('div', { class: 'bar', 'aria-hidden': 'true' }, filled);
}

function thresholds(list: readonly ThresholdResult[]): HTMLElement[] {
  if (list.length === 0) return [];
  const marks = { passed: '✓', failed: '✗', 'not judged': '–' };
  const items = list.map((threshold) =>
    html(
      'li',
      { class: threshold.verdict.replace(' ', '-') },
      html('span', { class: 'mark', 'aria-hidden': 'true' }, marks[threshold.verdict]),
      html('code', {}, threshold.text),
      html('span', {}, finding(threshold)),
    ),
  );
  return [html('ul', { class: 'thresholds', 'aria-label': 'Thresholds' }, ...items)];
}

function summary(arms: readonly ArmResult[]): HTMLElement {
  const tables = summarySections(arms).map(({ title, lines }) =>
    html(
      'table',
      {},
      html(
        'thead',
        {},
        html(
          'tr',
          {},
          html('th', { scope: 'col' }, title),
          ...arms.map((arm) => html('th', { scope: 'col' }, arm.name)),
        ),
      ),
      html(
        'tbody',
        {},
        ...lines.map(({ label, figures }) =>
          html(
            'tr',
            {},
            html('th', { scope: 'row' }, label.trim()),
            ...figures.map(({ figure, share = '' }) =>
              html('td', {}, figure, html('span', { class: 'of' }, share)),
            ),
          ),
        ),
      ),
    ),
  );
  return fold('The whole summary', html('div', { class: 'summary' }, ...tables));
}

function scenarioFold({ scenario }: Result): HTMLElement[] {
  const { story, accounts = [] } = scenario;
  if (story === undefined && accounts.length === 0) return [];
  const parts = accounts.filter(({ lines }) => lines.length > 0);
  const terms = parts.flatMap(({ label, lines }) => [
    html('dt', {}, label),
    html('dd', {}, ...lines.map((line) => html('p', {}, line))),
  ]);
  return [
    fold(
      'The scenario',
      html('p', { class: 'story' }, story ?? ''),
      html('dl', { class: 'accounts' }, ...terms),
    ),
  ];
}

function fold(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return html('details', {}, html('summary', {}, title), ...children);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
