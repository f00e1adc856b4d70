import { DOMParser } from 'linkedom';
import { type AnyStudy, accountOf } from '../../../src/report/account/index.ts';
import type { View } from '../../../src/report/chart/panel.ts';
import { PICTURE_THEME } from '../../../src/report/chart/theme.ts';
import type { Plate, PlatePanel } from '../../../src/report/plate/plate.ts';

const VIEW: View = {
  width: 800,
  height: 200,
  fontSize: 12,
  theme: PICTURE_THEME,
  document: new DOMParser().parseFromString('<svg/>', 'image/svg+xml'),
};

/** Everything that can be read off the plates of a study: their words, keys and figures, a plate a block. */
export function platesText(study: AnyStudy): string {
  const { plates } = accountOf(study, (text) => text);
  return plates.map(plateText).join('\n');
}

function plateText({ name, title, explains, keys, panels }: Plate): string {
  const labels = keys(PICTURE_THEME).map(({ label }) => `  [${label}]`);
  return [`${name}: ${title}`, `  ${explains}`, ...labels, ...panels.flatMap(panelText), ''].join(
    '\n',
  );
}

function panelText(panel: PlatePanel): string[] {
  const drawn = drawnPanel(panel);
  const texts = [...drawn.querySelectorAll('.label text, .figure text, .cell text, .flip text')];
  return [`  ${panel.name}`, ...texts.map(({ textContent }) => `    ${textContent}`)];
}

/** A panel as it is drawn, to look for what is in it. */
export function drawnPanel(panel: PlatePanel, width = VIEW.width): Drawn {
  return panel.draw({ ...VIEW, width }) as never;
}

interface Drawn {
  readonly outerHTML: string;
  querySelectorAll(selector: string): Iterable<{ readonly textContent: string }>;
}
