import { wrap } from '../wrap.ts';
import { element, type Markup, markupText } from './markup.ts';
import { patternDefinitions } from './patterns.ts';
import { PICTURE_THEME } from './theme.ts';

/** In px; a slide is as wide. */
const PICTURE_WIDTH = 1600;
/** The family that the text is set in; those who make pixels of it bring the font. */
export const PICTURE_FONT = 'Inter';

const MARGIN = 56;
/** What is within the margins, in px. */
export const PAPER_WIDTH = PICTURE_WIDTH - 2 * MARGIN;
export const FONT_SIZE = 22;
const PATTERN_SCALE = 1.6;
const TITLE_SIZE = 40;
export const LINE = 1.4;
/** A letter is about this much of its size; a heavy one of the title, in the widest of the usual fonts. */
const LETTER = 0.55;
const TITLE_LETTER = 0.68;
/** Letters to a line of text. */
export const LINE_LETTERS = Math.floor(PAPER_WIDTH / (LETTER * FONT_SIZE));

/** A piece of a picture, and how much of its height it takes. */
export interface Block {
  readonly height: number;
  readonly content: readonly (Markup | { readonly raw: string })[];
}

/** The title, and what is said below it. */
export function heading(title: string, texts: readonly string[]): Block {
  const titles = wrap(title, Math.floor(PAPER_WIDTH / (TITLE_LETTER * TITLE_SIZE)));
  const lines = texts.filter((text) => text !== '').flatMap((text) => wrap(text, LINE_LETTERS));
  let y = 0;
  const content = [
    ...titles.map((text) => {
      const placed = line(text, y, { size: TITLE_SIZE, weight: 600 });
      y += TITLE_SIZE * 1.2;
      return placed;
    }),
    ...lines.map((text) => {
      const placed = line(text, y + 6, { size: FONT_SIZE, soft: true });
      y += FONT_SIZE * LINE;
      return placed;
    }),
  ];
  return { height: y + FONT_SIZE, content };
}

export function line(
  text: string,
  y: number,
  style: { size: number; weight?: number; soft?: boolean; trouble?: boolean },
): Markup {
  const { colour } = PICTURE_THEME;
  const fill = style.trouble ? colour.trouble : style.soft ? colour.soft : colour.ink;
  return element(
    'text',
    { y: y + style.size, 'font-size': style.size, 'font-weight': style.weight ?? 400, fill },
    [text],
  );
}

/** One upon another, on paper as high as they need: the text of an SVG file. */
export function stack(title: string, source: string, blocks: readonly Block[]): string {
  let y = MARGIN;
  const placed = blocks.map(({ height, content }) => {
    const transform = `translate(${MARGIN}, ${Math.round(y)})`;
    y += height;
    return element('g', { transform }, content);
  });
  const height = Math.round(y + MARGIN);
  const root = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: PICTURE_WIDTH,
      height,
      role: 'img',
      viewBox: `0 0 ${PICTURE_WIDTH} ${height}`,
      'font-family': `${PICTURE_FONT}, system-ui, sans-serif`,
    },
    [
      element('title', {}, [title]),
      element('metadata', {}, [source]),
      patternDefinitions(PICTURE_THEME, PATTERN_SCALE),
      element('rect', { width: PICTURE_WIDTH, height, fill: PICTURE_THEME.colour.paper }),
      ...placed,
    ],
  );
  return `${markupText(root)}\n`;
}
