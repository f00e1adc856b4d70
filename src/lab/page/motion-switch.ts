import { sideBySide } from '../../experiment/ranking.ts';
import type { Result } from '../../experiment/result.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { html } from '../../report/html/page/dom.ts';
import { worded } from '../../report/worded.ts';
import type { Diary } from '../messages.ts';
import type { Bench } from './bench.ts';
import { type Hired, hire } from './hired.ts';
import { Motion } from './motion.ts';
import { Player } from './player.ts';
import type { ResultView } from './result-view.ts';
import type { RunDesk } from './run-desk.ts';

/** So many orders an arm can be kept in mind, and are enough to see. */
const FOLLOWED = 12_000;

/** Shows the orders of the run in motion, where that is wanted; a change of the scenario starts them anew. */
export function motionSwitch(bench: Bench, desk: RunDesk, engine: string, view: ResultView) {
  const place = html('div', { class: 'motion-place' });
  const button = html(
    'button',
    { type: 'button', class: 'action', 'aria-pressed': 'false' },
    'Orders in motion',
  );
  let isWanted = false;
  let player: Player | undefined;
  let helper: Hired | undefined;
  let asked = 0;
  let every = 1;

  const show = (result: Result, diaries: readonly Diary[]) => {
    const { durationMs, tickMs } = result.scenario;
    const raw = sideBySide(result);
    const shown = worded(raw, (text) => outgoing(text, 'screen'));
    const named = raw.arms.map(({ name }, at) => ({
      arm: shown.arms[at]!.name,
      entries: diaries.find(({ arm }) => arm === name)!.entries,
    }));
    const motion = new Motion(shown, named, every);
    const atMs = (view.tick ?? 0) * tickMs;
    player = new Player(motion, { durationMs, tickMs, atMs }, (tick) => view.choose(tick));
    place.replaceChildren(player.element);
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) player.start();
  };
  const run = () => {
    player?.stop();
    place.replaceChildren();
    const { whole } = desk;
    if (!isWanted || whole === undefined) return;
    place.replaceChildren(
      html('p', { class: 'status', role: 'status' }, 'The orders are followed.'),
    );
    helper ??= hire(engine, (answer) => {
      if (answer.kind === 'diaries' && answer.id === asked && desk.whole !== undefined) {
        show(desk.whole, answer.diaries);
      }
    });
    asked++;
    const most = Math.max(...whole.arms.map(({ totals }) => totals.orders.arrived));
    every = Math.max(1, Math.ceil(most / FOLLOWED));
    helper.ask({ kind: 'diary', id: asked, material: bench.material, every });
  };
  button.addEventListener('click', () => {
    isWanted = !isWanted;
    button.setAttribute('aria-pressed', String(isWanted));
    run();
  });
  desk.watch(run);
  return { button, element: place };
}
