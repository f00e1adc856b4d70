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
import { openFiles } from './open-files.ts';
import { parameters } from './parameters.ts';
import { pinButton } from './pin-button.ts';
import { resultView } from './result-view.ts';
import { RunDesk } from './run-desk.ts';
import { statusLine } from './status.ts';

/** The lab: a scenario on the left, what comes of it on the right. */
export async function openLab(data: LabData, engine: string): Promise<void> {
  const { material, reference } = data.opened;
  const bench = new Bench(material, reference);
  const view = resultView();
  const status = statusLine();
  const desk = new RunDesk(bench, engine, view, status);
  const address = new AddressBar(bench, data, {
    read: () => ({ tick: view.tick ?? null, seeds: null }),
    take: ({ tick }) => {
      if (tick !== null) view.choose(tick);
    },
  });
  desk.watch((whole) => {
    if (whole !== undefined) void address.write();
  });
  const command = commandPanel(bench, () => []);
  const file = html('div', { class: 'editor' });
  document.body.append(
    heading(
      bench,
      data,
      pinButton(bench),
      openFiles(bench),
      exportMenu(bench, () => desk.whole),
      copyLink(address),
    ),
    html(
      'main',
      { class: 'lab' },
      html(
        'section',
        { class: 'controls', 'aria-label': 'Scenario' },
        knobPanel(bench),
        html('section', { class: 'file', 'aria-label': 'File' }, html('h2', {}, 'The file'), file),
        parameters(bench),
      ),
      html(
        'section',
        { class: 'result', 'aria-label': 'Result' },
        status.element,
        command.element,
        view.element,
      ),
    ),
  );
  editor(bench, file);
  unfoldForPrint();
  if (!(await address.open())) desk.run('opened');
}
