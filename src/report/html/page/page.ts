import { sideBySide } from '../../../experiment/ranking.ts';
import type { Result } from '../../../experiment/result.ts';
import { outgoing } from '../../../kernel/outgoing.ts';
import { longest } from '../../chart/series.ts';
import { worded } from '../../worded.ts';
import { RESULT_ID } from '../html.ts';
import { charts } from './charts.ts';
import { html } from './dom.ts';
import { footer, unfoldForPrint } from './frame.ts';
import { createInstant } from './instant.ts';
import { opening } from './opening.ts';
import { readout } from './readout.ts';
import { tickTable } from './tick-table.ts';

/** Reads the result that the page holds, and shows it. */
const embedded = document.getElementById(RESULT_ID)!.textContent;
const result = worded(JSON.parse(embedded) as Result, (text) => outgoing(text, 'screen'));
const ticks = longest(result.arms);
const shown = sideBySide(result);
document.title = `${result.scenario.title || result.scenario.name} · blackfriday`;
document.body.append(
  html(
    'main',
    {},
    opening(result),
    ...(ticks === 0 ? [absence()] : overTime(ticks)),
    footer({
      embedded,
      what: 'result',
      name: result.scenario.name,
      version: result.scenario.version,
    }),
  ),
);
unfoldForPrint();

/** All that ticks are needed for. */
function overTime(ticks: number): HTMLElement[] {
  const instant = createInstant(ticks);
  return [charts(shown, instant, 'at once'), readout(shown, instant), tickTable(shown, instant)];
}

function absence(): HTMLElement {
  return html('p', { class: 'notice' }, 'There are no charts: this result holds no ticks.');
}
