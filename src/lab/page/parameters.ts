import { isBlock } from '../../kernel/settings.ts';
import { html } from '../../report/html/page/dom.ts';
import type { Bench } from './bench.ts';

/** Texts, and what stands in the editor word for word anyway. */
const LEFT_OUT = new Set(['title', 'story', 'thresholds']);

/** All parameters in force, those too that the file leaves out, and which were changed since it was opened. */
export function parameters(bench: Bench): HTMLElement {
  const list = html('dl', {});
  const show = () => {
    if (bench.sound === undefined) return;
    const before = new Map(lines(bench.usual, ''));
    const rows = lines(bench.sound.settings, '').map(([path, value]) =>
      html(
        'div',
        before.get(path) === value ? {} : { class: 'changed' },
        html('dt', {}, path),
        html('dd', {}, value),
      ),
    );
    list.replaceChildren(...rows);
  };
  bench.watch(show);
  show();
  const fold = html(
    'details',
    { class: 'parameters', open: '' },
    html('summary', {}, 'All parameters in force'),
    list,
  );
  return fold;
}

function lines(value: unknown, path: string): [string, string][] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    if (value.every((one) => !isBlock(one))) return [[path, value.join(', ')]];
    return value.flatMap((one, at) => lines(one, `${path}[${at}]`));
  }
  if (!isBlock(value)) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    path === '' && LEFT_OUT.has(key) ? [] : lines(inner, path === '' ? key : `${path}.${key}`),
  );
}
