import type { Study } from '../../experiment/study/study.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import type { Account } from '../../report/account/account.ts';
import { studyAccount } from '../../report/account/study/index.ts';
import { accountTable } from '../../report/html/page/account-table.ts';
import { html } from '../../report/html/page/dom.ts';
import { fold } from '../../report/html/page/folds.ts';
import { plates } from '../../report/html/page/plates.ts';
import { wordedStudy } from '../../report/study/worded-study.ts';

/** What many seeds say, beside the one run. */
export interface SeedsView {
  readonly element: HTMLElement;
  hide(): void;
  readonly progress: (done: number, of: number) => void;
  readonly show: (study: Study) => void;
  readonly failed: (message: string) => void;
}

export function seedsView(): SeedsView {
  const status = html('p', { class: 'status', role: 'status' });
  const body = html('div', { class: 'study' });
  const element = html(
    'section',
    { class: 'seeds', 'aria-label': 'Many seeds', hidden: '' },
    status,
    body,
  );
  return {
    element,
    hide() {
      element.hidden = true;
      body.replaceChildren();
    },
    progress(done, of) {
      element.hidden = false;
      status.textContent = done < of ? `${done} of ${of} seeds are run.` : `${of} seeds:`;
    },
    show(study) {
      const words = (text: string) => outgoing(text, 'screen');
      body.replaceChildren(...told(studyAccount(wordedStudy(study, words))));
    },
    failed(message) {
      element.hidden = false;
      status.textContent = `The seeds could not be run: ${message}`;
    },
  };
}

function told({ verdict, plates: list, tables }: Account): HTMLElement[] {
  return [
    ...verdict.map((text, place) => html('p', { class: place === 0 ? 'first' : 'lead' }, text)),
    plates(list),
    ...tables.map((table) => fold(table.heading, accountTable(table))),
  ];
}
