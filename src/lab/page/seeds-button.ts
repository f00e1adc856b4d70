import { html } from '../../report/html/page/dom.ts';
import type { Bench } from './bench.ts';
import type { RunDesk } from './run-desk.ts';
import { Seeds } from './seeds.ts';
import { seedsView } from './seeds-view.ts';

/** Enough for an interval that tells luck from more. */
const SEEDS = 30;

/** Whether many seeds are wanted beside the one: they are run once that is over, and anew for every change. */
export interface SeedsSwitch {
  readonly button: HTMLElement;
  readonly element: HTMLElement;
  /** How many; null: none. */
  readonly wanted: number | null;
  want(seeds: number | null): void;
}

export function seedsSwitch(
  bench: Bench,
  desk: RunDesk,
  engine: string,
  onChange: () => void,
): SeedsSwitch {
  const view = seedsView();
  const seeds = new Seeds(engine, {
    progress: (done, of) => view.progress(done, of),
    study: (study) => view.show(study),
    failed: (message) => view.failed(message),
  });
  const button = html('button', { type: 'button', class: 'action' }, `${SEEDS} seeds`);
  let wanted: number | null = null;
  const run = () => {
    seeds.stop();
    view.hide();
    if (wanted === null || desk.whole === undefined) return;
    view.progress(0, wanted);
    seeds.start(bench.material, wanted);
  };
  const want = (next: number | null) => {
    wanted = next;
    button.setAttribute('aria-pressed', String(next !== null));
    run();
    onChange();
  };
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => want(wanted === null ? SEEDS : null));
  desk.watch(run);
  return {
    button,
    element: view.element,
    get wanted() {
      return wanted;
    },
    want,
  };
}
