import { html } from '../../report/html/page/dom.ts';
import type { Bench } from './bench.ts';

const SCENARIO = /\.(?:ya?ml|json)$/i;

/** Opens scenarios, and the files that they name, by a button or by dropping them anywhere onto the page. */
export function openFiles(bench: Bench): HTMLElement {
  const input = html('input', {
    type: 'file',
    multiple: '',
    class: 'unseen',
    'aria-label': 'Open files',
  });
  const label = html('label', { class: 'action' }, 'Open…', input);
  input.addEventListener('change', () => {
    void take([...(input.files ?? [])], bench);
    input.value = '';
  });
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    void take([...(event.dataTransfer?.files ?? [])], bench);
  });
  return label;
}

/** A scenario takes the place of the one there is; other files are kept for the scenario that names them. */
async function take(list: readonly File[], bench: Bench): Promise<void> {
  const texts = await Promise.all(
    list.map(async (file) => ({ name: file.name, text: await file.text() })),
  );
  const scenario = texts.find(({ name }) => SCENARIO.test(name));
  const others = texts.filter((one) => one !== scenario).map(({ name, text }) => [name, text]);
  const files = { ...bench.material.files, ...Object.fromEntries(others) };
  if (scenario !== undefined) bench.open({ ...scenario, files }, null);
  else if (others.length > 0) bench.open({ ...bench.material, files }, bench.reference);
}
