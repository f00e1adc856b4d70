import { wrap } from '../wrap.ts';
import type { Measures } from './layout.ts';
import { linkKey } from './moment.ts';
import type { BoxSketch, LabelSketch, Sketch } from './sketch.ts';

/** A letter is about this much of the size of its font, in the widest of the usual fonts. */
const LETTER = 0.56;
const HEAVY_LETTER = 0.62;
/** Letters of a name; what is longer is cut. */
const MOST_LETTERS = 24;
/** All in sizes of the font. */
export const LINE = 1.35;
export const PAD = 0.7;
export const BAR = 0.6;
/** What stands on a link is smaller. */
export const SMALL = 0.9;
export const BADGE = 1.5;
/** What a script does is cut after so many. */
const MOST_TROUBLE_LINES = 4;
const LEAST_WIDTH = 8.5;
const GAP = 1.6;

export function measuresOf({ boxes, labels }: Sketch, fontSize: number): Measures {
  // Boxes of one width stand in order.
  const width = Math.max(...[...boxes].map(([name, one]) => boxWidth(name, one)));
  return {
    box: (name) => ({
      width: width * fontSize,
      height: boxHeight(boxes.get(name)!, width) * fontSize,
    }),
    label: (link) => {
      const one = labels.get(linkKey(link))!;
      return {
        width: (one.letters * LETTER * SMALL + 0.8) * fontSize,
        height: labelHeight(one) * fontSize,
      };
    },
    gap: GAP * fontSize,
  };
}

/** A name in as many letters as its box has room for. */
export function shortName(name: string): string {
  return shortened(name, MOST_LETTERS);
}

/** What a script does, in the lines of a box that is so wide, in sizes of the font. */
export function troubleLines(text: string, width: number): string[] {
  const letters = Math.floor((width - 2 * PAD) / (HEAVY_LETTER * SMALL));
  const lines = wrap(text, letters);
  const shown = lines.slice(0, MOST_TROUBLE_LINES);
  const isCut = lines.length > shown.length;
  return shown.map((line, at) =>
    shortened(isCut && at === MOST_TROUBLE_LINES - 1 ? `${line} …` : line, letters),
  );
}

function shortened(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}

function boxWidth(name: string, { letters }: BoxSketch): number {
  const own = Math.max(shortName(name).length * HEAVY_LETTER, letters * LETTER * SMALL);
  return Math.max(LEAST_WIDTH, own + 2 * PAD);
}

/** Its name, its fleet, the bar, two lines of load, and what some boxes have besides. */
function boxHeight({ fleet, hasPlaces, troubles, isEjected }: BoxSketch, width: number): number {
  const ofTrouble = Math.max(0, ...troubles.map((text) => troubleLines(text, width).length));
  const lines = 3 + Number(fleet !== '') + ofTrouble + Number(isEjected);
  return lines * LINE + Number(hasPlaces) * (BAR + 0.3) + 2 * PAD;
}

/** Its calls stand around the middle as evenly as the arrow passes through it. */
function labelHeight(sketch: LabelSketch): number {
  const above = 1 + Number(sketch.route !== '');
  const below = 1 + Number(sketch.breakers > 0);
  return 2 * Math.max(above, below) * LINE * SMALL + middleHeight(sketch) + 0.4;
}

/** Between the lines on a link: a badge a breaker, or the arrow alone. */
export function middleHeight({ breakers }: LabelSketch): number {
  return Math.max(0.9, breakers * BADGE);
}
