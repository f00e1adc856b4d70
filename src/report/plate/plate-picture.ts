import { legendRows } from '../chart/legend.ts';
import { element } from '../chart/markup.ts';
import type { View } from '../chart/panel.ts';
import { type Block, FONT_SIZE, heading, LINE, line, PAPER_WIDTH, stack } from '../chart/paper.ts';
import { PICTURE_THEME } from '../chart/theme.ts';
import type { Plate, PlatePanel } from './plate.ts';

/** What is said beside a plate where it stands alone. */
export interface PlateWords {
  readonly title: string;
  readonly lead: string;
  readonly source: string;
}

/**
 * A plate as the text of an SVG file for a slide or a paper, its panels one upon another. `document` makes the nodes
 * that it is drawn with, and must be one of XML.
 */
export function platePicture(plate: Plate, words: PlateWords, document: object): string {
  const { title, explains, panels, keys } = plate;
  const view: View = {
    width: PAPER_WIDTH,
    height: panels.length === 1 ? 520 : 290,
    fontSize: FONT_SIZE,
    theme: PICTURE_THEME,
    document,
  };
  const whole = `${title}: ${words.title}`;
  const legend = legendRows(keys(PICTURE_THEME), PAPER_WIDTH, FONT_SIZE, PICTURE_THEME);
  return stack(whole, words.source, [
    heading(whole, [words.lead, explains]),
    ...panels.map((panel) => placed(panel, view)),
    { height: legend.height, content: legend.rows },
  ]);
}

function placed(panel: PlatePanel, view: View): Block {
  const top = panel.name === '' ? 0 : FONT_SIZE * LINE;
  const raw = panel.draw(view).outerHTML as string;
  const drawing = element('g', { transform: `translate(0, ${top})` }, [{ raw }]);
  const title = line(panel.name, 0, { size: FONT_SIZE, weight: 600 });
  return {
    height: top + panel.height(view) + 0.6 * FONT_SIZE,
    content: panel.name === '' ? [drawing] : [title, drawing],
  };
}
