import type { Result } from '../../experiment/result.ts';
import { armTitle } from '../../report/arm-title.ts';
import { paidBar, paidShare } from '../../report/html/page/card.ts';
import { html } from '../../report/html/page/dom.ts';

/** How each arm does, in a line: what stays in sight on a phone while a knob moves. */
export function glance({ arms }: Result): HTMLElement[] {
  return arms.map((arm) =>
    html(
      'li',
      {},
      html('span', {}, armTitle(arm)),
      html('b', {}, `${paidShare(arm)} paid`),
      paidBar(arm),
    ),
  );
}
