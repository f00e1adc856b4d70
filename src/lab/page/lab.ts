import { html } from '../../report/html/page/dom.ts';
import { unfoldForPrint } from '../../report/html/page/frame.ts';
import type { LabData } from '../lab-data.ts';
import { AddressBar, copyLink } from './address-bar.ts';
import { Bench } from './bench.ts';
import { commandPanel } from './command-panel.ts';
import { editor } from './editor.ts';
import { exportMenu } from './exports.ts';
import { heading } from './heading.ts';
import { knobPanel } from './knob-panel.ts';
import { LessonPanel } from './lesson-panel.ts';
import { motionSwitch } from './motion-switch.ts';
import { openFiles } from './open-files.ts';
import { parameters } from './parameters.ts';
import { pinButton } from './pin-button.ts';
import { resultView } from './result-view.ts';
import { RunDesk } from './run-desk.ts';
import { seedsSwitch } from './seeds-button.ts';
import { statusLine } from './status.ts';
import { timeline } from './timeline.ts';

/** A link may not ask for more. */
const MOST_SEEDS = 1_000;

/** The lab: a scenario on the left, what comes of it on the right. */
export async function openLab(data: LabData, engine: string): Promise<void> {
  const { material, reference } = data.opened;
  const bench = new Bench(material, reference);
  const view = resultView();
  const status = statusLine();
  const desk = new RunDesk(bench, engine, view, status);
  const address = new AddressBar(bench, data, {
    read: () => ({ tick: view.tick ?? null, seeds: seeds.wanted }),
    take: (carried) => {
      if (carried.tick !== null) view.choose(carried.tick);
      seeds.want(carried.seeds === null ? null : Math.min(MOST_SEEDS, carried.seeds));
    },
  });
  desk.watch((whole) => {
    if (whole !== undefined) void address.write();
  });
  const command = commandPanel(bench, () =>
    seeds.wanted === null ? [] : ['--seeds', String(seeds.wanted)],
  );
  const seeds = seedsSwitch(bench, desk, engine, command.show);
  const motion = motionSwitch(bench, desk, engine, view);
  const lesson = new LessonPanel(bench, data, engine);
  const file = html('div', { class: 'editor' });
  const tools = [
    lesson.chooser,
    pinButton(bench),
    seeds.button,
    motion.button,
    openFiles(bench),
    exportMenu(bench, () => desk.whole),
    copyLink(address),
  ];
  const results = [motion, seeds, view, command].map(({ element }) => element);
  const result = html('section', { class: 'result', 'aria-label': 'Result' }, ...results);
  document.body.append(
    heading(bench, data, ...tools),
    html(
      'main',
      { class: 'lab' },
      lesson.element,
      html('div', { class: 'glance' }, status.element, view.glance, wayTo(result)),
      controls(bench, file),
      result,
    ),
  );
  editor(bench, file);
  unfoldForPrint();
  if (!(await address.open())) desk.run('opened');
}

/** The scenario: what is turned by hand, the file, and all that is in force. */
function controls(bench: Bench, file: HTMLElement): HTMLElement {
  return html(
    'section',
    { class: 'controls', 'aria-label': 'Scenario' },
    timeline(bench),
    knobPanel(bench),
    html('section', { class: 'file', 'aria-label': 'File' }, html('h2', {}, 'The file'), file),
    parameters(bench),
  );
}

/** Where the result stands below the scenario. */
function wayTo(result: HTMLElement): HTMLElement {
  const button = html('button', { type: 'button', class: 'action' }, 'To the charts');
  button.addEventListener('click', () => result.scrollIntoView());
  return button;
}
