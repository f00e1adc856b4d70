import { DOMParser } from 'linkedom';
import type { Result } from '../experiment/result.ts';
import { CHARTS, isIn } from '../report/chart/index.ts';
import { pictureText } from '../report/chart/picture.ts';

/** A picture of a result: its name, and the text of its SVG file. */
export interface Drawing {
  readonly name: string;
  /** Null where the result has nothing to draw. */
  readonly draw: (result: Result) => string | null;
}

/** Every picture there is of a result. */
export const DRAWINGS: readonly Drawing[] = CHARTS.map((charts) => ({
  name: charts[0].name,
  draw: (result) => (isIn(charts, result) ? pictureText(charts, result, emptyDocument()) : null),
}));

/** Of an SVG, because in such a document only attributes are written as XML. */
function emptyDocument() {
  return new DOMParser().parseFromString('<svg/>', 'image/svg+xml');
}
