import { html } from '../../report/html/page/dom.ts';
import { commandOf } from '../command.ts';
import { toClipboard } from './address-bar.ts';
import type { Bench } from './bench.ts';

/** The terminal command that gives the numbers on the screen. `options`: what is asked for besides one run. */
export function commandPanel(bench: Bench, options: () => readonly string[]) {
  const text = html('pre', { class: 'command', tabindex: 0 });
  const copy = html('button', { type: 'button', class: 'action' }, 'Copy');
  const fold = html('details', {}, html('summary', {}, 'Show me the command'), text, copy);
  const show = () => {
    if (fold.open && bench.sound !== undefined) text.textContent = commandOf(bench, options());
  };
  copy.addEventListener('click', () => void toClipboard(text.textContent));
  fold.addEventListener('toggle', show);
  bench.watch(show);
  return { element: fold, show };
}
