import { DOMParser } from 'linkedom';
import type { Result } from '../experiment/result.ts';
import { CHARTS, isIn } from '../report/chart/index.ts';
import { pictureText } from '../report/chart/picture.ts';

/** A picture of a run or a study: its name, and the text of its SVG file. */
export interface Drawing<Subject> {
  readonly name: string;
  /** Whether there is anything of it in this one. */
  readonly isIn: (subject: Subject) => boolean;
  readonly draw: (subject: Subject) => string;
}

/** Every picture there is of a result. */
export const DRAWINGS: readonly Drawing<Result>[] = CHARTS.map((charts) => ({
  name: charts[0].name,
  isIn: (result) => isIn(charts, result),
  draw: (result) => pictureText(charts, result, emptyDocument()),
}));

/** Of an SVG, because in such a document only attributes are written as XML. */
export function emptyDocument() {
  return new DOMParser().parseFromString('<svg/>', 'image/svg+xml');
}
