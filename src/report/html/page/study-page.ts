import { outgoing } from '../../../kernel/outgoing.ts';
import type { Account } from '../../account/account.ts';
import { type AnyStudy, accountOf, versionOf } from '../../account/index.ts';
import { RESULT_ID } from '../html.ts';
import { accountTable } from './account-table.ts';
import { html } from './dom.ts';
import { fold, scenarioFold, settingsFold } from './folds.ts';
import { footer, unfoldForPrint } from './frame.ts';
import { plates } from './plates.ts';
import { thresholds } from './thresholds.ts';

/** Reads the study that the page holds, and shows it. */
const embedded = document.getElementById(RESULT_ID)!.textContent;
const study = JSON.parse(embedded) as AnyStudy;
const account = accountOf(study, (text) => outgoing(text, 'screen'));
document.title = `${account.title} · blackfriday`;
document.body.append(
  html(
    'main',
    { class: 'study' },
    opening(account),
    plates(account.plates),
    figures(account),
    footer({ embedded, what: 'study', name: account.name, version: versionOf(study) }),
  ),
);
unfoldForPrint();

/** The answer first, and of what. */
function opening({
  title,
  facts,
  verdict,
  notices,
  thresholds: judged,
  lists,
}: Account): HTMLElement {
  const [headline, ...lead] = sentences(verdict, title);
  return html(
    'header',
    { class: 'opening' },
    html('p', { class: 'title' }, title),
    html('p', { class: 'facts' }, facts.join(' · ')),
    html('h1', {}, headline!),
    ...(lead.length === 0 ? [] : [html('p', { class: 'lead' }, lead.join(' '))]),
    ...notices.map((text) => html('p', { class: 'notice', role: 'note' }, text)),
    ...lists.map(({ heading, lines }) =>
      html(
        'section',
        { class: 'list' },
        html('h2', {}, heading),
        html('ul', {}, ...lines.map((line) => html('li', {}, line))),
      ),
    ),
    ...thresholds(judged),
  );
}

/** As on the page of a run: the first half of the first sentence says it all. */
function sentences([first, ...others]: readonly string[], title: string): string[] {
  if (first === undefined) return [title];
  const [head = '', ...tail] = first.split(': ');
  const rest = tail.join(': ');
  if (rest === '') return [first, ...others];
  return [`${head}.`, rest.charAt(0).toUpperCase() + rest.slice(1), ...others];
}

/** What the plates draw, to the last figure, and of what. */
function figures({ tables, scenario }: Account): HTMLElement {
  return html(
    'div',
    { class: 'folds' },
    ...tables.map((one) =>
      fold(one.heading, accountTable(one), html('p', { class: 'explains' }, one.note)),
    ),
    ...scenarioFold(scenario),
    ...settingsFold(scenario),
  );
}
