import { sideBySide } from '../../experiment/ranking.ts';
import type { Result } from '../../experiment/result.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { longest } from '../../report/chart/series.ts';
import { charts } from '../../report/html/page/charts.ts';
import { html } from '../../report/html/page/dom.ts';
import { createInstant, type Instant } from '../../report/html/page/instant.ts';
import { evidence, verdict } from '../../report/html/page/opening.ts';
import { readout } from '../../report/html/page/readout.ts';
import { tickTable } from '../../report/html/page/tick-table.ts';
import { worded } from '../../report/worded.ts';

/** A result on the page, and how a reader has it before them. */
export interface ResultView {
  readonly element: HTMLElement;
  /** The tick that is looked at, if any. */
  readonly tick: number | undefined;
  show(raw: Result): void;
  choose(tick: number): void;
}

/** The result as the page of a report shows it, drawn anew for every run; folds and instant stay as they were. */
export function resultView(): ResultView {
  const element = html('div', { class: 'picture' });
  let instant: Instant | undefined;
  let chosen: number | undefined;
  return {
    element,
    get tick() {
      return chosen;
    },
    show(raw) {
      const result = worded(raw, (text) => outgoing(text, 'screen'));
      const shown = sideBySide(result);
      const own = createInstant(longest(result.arms));
      instant = own;
      const open = openFolds(element);
      const told = verdict(result);
      const isLead = (one: HTMLElement) => one.classList.contains('lead');
      element.replaceChildren(
        html('header', { class: 'opening' }, ...told.filter((one) => !isLead(one))),
        charts(shown, own),
        html('div', { class: 'opening' }, ...told.filter(isLead), ...evidence(result)),
        tickTable(shown, own),
        readout(shown, own),
      );
      for (const fold of element.querySelectorAll('details')) fold.open = open.has(nameOf(fold));
      own.watch((tick) => {
        chosen = tick;
      });
      if (chosen !== undefined) own.choose(chosen);
    },
    choose(tick) {
      chosen = tick;
      instant?.choose(tick);
    },
  };
}

function openFolds(element: HTMLElement): ReadonlySet<string> {
  const folds = [...element.querySelectorAll('details')];
  return new Set(folds.filter(({ open }) => open).map(nameOf));
}

function nameOf(fold: HTMLDetailsElement): string {
  return fold.querySelector('summary')?.textContent ?? '';
}
