import type { ArmResult, Result } from '../../../experiment/result.ts';
import { armTitle } from '../../arm-title.ts';
import { breakerWords } from '../../breaker-words.ts';
import { type Section, summarySections } from '../../summary.ts';
import { html, scrolling } from './dom.ts';

type Scenario = Pick<Result['scenario'], 'story' | 'accounts' | 'settings'>;

/** What not everybody wants to read: every total, and what the scenario says. */
export function folds({ arms, scenario }: Result): HTMLElement {
  return html(
    'div',
    { class: 'folds' },
    summary(arms),
    ...scenarioFold(scenario),
    ...settingsFold(scenario),
  );
}

function summary(arms: readonly ArmResult[]): HTMLElement {
  const tables = summarySections(arms).map((section) => sectionTable(section, arms));
  const breakers = arms.flatMap((arm) =>
    breakerWords(arm).map((words) => html('p', {}, `${armTitle(arm)}, ${words}`)),
  );
  return fold('The whole summary', html('div', { class: 'summary' }, ...tables), ...breakers);
}

function sectionTable({ title, lines }: Section, arms: readonly ArmResult[]): HTMLElement {
  const difference = arms.length === 2 ? ['difference'] : [];
  const heads = [title, ...arms.map(armTitle), ...difference];
  const rows = lines.map(({ label, figures, delta }) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, label.trim()),
      ...figures.map(({ figure, share = '' }) =>
        html('td', {}, figure, html('span', { class: 'of' }, share)),
      ),
      ...difference.map(() => html('td', {}, delta)),
    ),
  );
  const head = html('tr', {}, ...heads.map((text) => html('th', { scope: 'col' }, text)));
  const table = html('table', {}, html('thead', {}, head), html('tbody', {}, ...rows));
  return scrolling({ 'aria-label': title }, table);
}

export function scenarioFold({ story, accounts = [] }: Scenario): HTMLElement[] {
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

/** As they are: what another run needs to repeat this one. */
export function settingsFold({ settings }: Scenario): HTMLElement[] {
  if (settings === undefined) return [];
  return [fold('Its settings', html('pre', { tabindex: 0 }, JSON.stringify(settings, null, 2)))];
}

export function fold(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return html('details', {}, html('summary', {}, title), ...children);
}
