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
import { afterPaint } from './after-paint.ts';
import { glance } from './glance.ts';

/** A result on the page, and how a reader has it before them. */
export interface ResultView {
  readonly element: HTMLElement;
  /** The same in a line an arm, for where there is no room. */
  readonly glance: HTMLElement;
  /** The tick that is looked at, if any. */
  readonly tick: number | undefined;
  show(raw: Result): void;
  choose(tick: number): void;
}

/**
 * The result as the page of a report shows it, drawn anew for every run; folds and instant stay as they were. What is
 * mostly below the edge of the screen follows when the rest is painted.
 */
export function resultView(): ResultView {
  const element = html('div', { class: 'picture' });
  const atAGlance = html('ul', { class: 'arms' });
  const parts = {
    verdict: html('header', { class: 'opening' }),
    charts: html('div', { class: 'part' }),
    evidence: html('div', { class: 'opening' }),
    ticks: html('div', { class: 'part' }),
    readout: html('div', { class: 'part' }),
  };
  element.append(...Object.values(parts));
  let present: { readonly result: Result; readonly instant: Instant } | undefined;
  let chosen: number | undefined;
  const showRest = afterPaint(() => {
    const { result, instant } = present!;
    const open = openFolds(element);
    parts.evidence.replaceChildren(...verdict(result).filter(isLead), ...evidence(result));
    parts.ticks.replaceChildren(tickTable(sideBySide(result), instant));
    for (const fold of element.querySelectorAll('details')) fold.open = open.has(nameOf(fold));
  });
  return {
    element,
    glance: atAGlance,
    get tick() {
      return chosen;
    },
    show(raw) {
      const result = worded(raw, (text) => outgoing(text, 'screen'));
      const shown = sideBySide(result);
      const instant = createInstant(longest(result.arms));
      present = { result, instant };
      parts.verdict.replaceChildren(...verdict(result).filter((one) => !isLead(one)));
      atAGlance.replaceChildren(...glance(shown));
      parts.charts.replaceChildren(charts(shown, instant, 'in sight first'));
      parts.readout.replaceChildren(readout(shown, instant));
      instant.watch((tick) => {
        chosen = tick;
      });
      if (chosen !== undefined) instant.choose(chosen);
      showRest();
    },
    choose(tick) {
      chosen = tick;
      present?.instant.choose(tick);
    },
  };
}

function isLead(one: HTMLElement): boolean {
  return one.classList.contains('lead');
}

function openFolds(element: HTMLElement): ReadonlySet<string> {
  const folds = [...element.querySelectorAll('details')];
  return new Set(folds.filter(({ open }) => open).map(nameOf));
}

function nameOf(fold: HTMLDetailsElement): string {
  return fold.querySelector('summary')?.textContent ?? '';
}
