import { html } from '../../report/html/page/dom.ts';
import { pinned } from '../pin.ts';
import { afterPaint } from './after-paint.ts';
import type { Bench } from './bench.ts';

/** Keeps what was just done as an arm of its own, and puts the knobs back, to try something else beside it. */
export function pinButton(bench: Bench): HTMLElement {
  const button = html('button', { type: 'button', class: 'action' }, 'Pin as an arm');
  const offer = () =>
    bench.sound === undefined ? undefined : pinned(bench.base.text, bench.material.text);
  const show = () => {
    const next = offer();
    button.disabled = next === undefined;
    button.title =
      next === undefined ? 'Change something that an arm can have of its own' : next.arm;
  };
  button.addEventListener('click', () => {
    const next = offer();
    if (next !== undefined) bench.pin(next.text);
  });
  bench.watch(afterPaint(show));
  show();
  return button;
}
