import { html } from '../../report/html/page/dom.ts';
import type { Knob } from '../knobs/knob.ts';
import { knobWords } from '../knobs/knob-words.ts';
import { knobsOf } from '../knobs/knobs.ts';
import { placeOnStops, stopsOf } from '../knobs/stops.ts';
import { rewritten, writingsOf } from '../knobs/turn.ts';
import type { Bench } from './bench.ts';

/** One knob on the page. */
interface Row {
  readonly element: HTMLElement;
  show(knob: Knob): void;
}

/** What matters of the scenario, to be turned by hand or by key; the text follows at once. */
export function knobPanel(bench: Bench): HTMLElement {
  const panel = html('div', { class: 'knobs' });
  let rows = new Map<string, Row>();
  const show = () => {
    if (bench.sound === undefined) return;
    const knobs = knobsOf(bench.sound.settings);
    const usual = new Map(knobsOf(bench.usual).map(({ id, value }) => [id, value]));
    if (knobs.length !== rows.size || knobs.some(({ id }) => !rows.has(id))) {
      rows = new Map(knobs.map((knob) => [knob.id, row(knob, usual.get(knob.id) ?? null, bench)]));
      panel.replaceChildren(...groups(knobs, rows));
    }
    for (const knob of knobs) rows.get(knob.id)!.show(knob);
  };
  bench.watch((cause) => {
    // Another scenario is set out around its own values.
    if (cause === 'opened') rows = new Map();
    show();
  });
  show();
  return panel;
}

/** So many groups are open at first; a graph has many. */
const OPEN = 4;

function groups(knobs: readonly Knob[], rows: ReadonlyMap<string, Row>): HTMLElement[] {
  const names = [...new Set(knobs.map(({ group }) => group))];
  return names.map((name, place) => {
    const own = knobs.filter(({ group }) => group === name);
    const fold = html(
      'details',
      { class: 'knob-group' },
      html('summary', {}, name),
      ...own.map(({ id }) => rows.get(id)!.element),
    );
    fold.open = place < OPEN;
    return fold;
  });
}

function row(first: Knob, usual: number | null, bench: Bench): Row {
  let knob = first;
  const stops = stopsOf(first, usual, bench.sound!.scenario.duration);
  const output = html('output', {});
  const slider = html('input', {
    type: 'range',
    id: `knob-${first.id}`,
    min: 0,
    step: 1,
    // A label takes the output for what it names; and two services may each have a capacity.
    'aria-label': `${first.label}, ${first.group}`,
    'data-knob': first.id,
  });
  const label = html('label', { for: slider.id }, html('span', {}, first.label), output, slider);
  slider.addEventListener('input', () => {
    const value = stops(knob)[Number(slider.value)] ?? null;
    if (value !== knob.value) bench.write(turned(knob, value, bench));
  });
  return {
    element: html('div', { class: 'knob' }, label),
    show(next) {
      knob = next;
      const own = stops(next);
      const place = placeOnStops(own, next.value);
      slider.max = String(own.length - 1);
      slider.value = String(place);
      const words = knobWords(next);
      slider.setAttribute('aria-valuetext', words);
      output.textContent = words;
      label.parentElement!.classList.toggle('changed', next.value !== usual);
    },
  };
}

function turned(knob: Knob, value: number | null, bench: Bench): string {
  const { text } = bench.material;
  return rewritten(text, writingsOf(knob, value, bench.usual));
}
