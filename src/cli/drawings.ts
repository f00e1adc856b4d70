import { DOMParser } from 'linkedom';
import type { Result } from '../experiment/result.ts';
import { CHARTS, isIn } from '../report/chart/index.ts';
import { pictureText } from '../report/chart/picture.ts';
import { hasGraph } from '../report/graph/moment.ts';
import { graphPicture } from '../report/graph/picture.ts';

/** A picture of a run or a study: its name, and the text of its SVG file. */
export interface Drawing<Subject> {
  readonly name: string;
  /** Whether there is anything of it in this one. */
  readonly isIn: (subject: Subject) => boolean;
  readonly draw: (subject: Subject) => string;
}

/** Every picture there is of a result. */
export const DRAWINGS: readonly Drawing<Result>[] = [
  { name: 'graph', isIn: hasGraph, draw: graphPicture },
  ...CHARTS.map((charts) => ({
    name: charts[0].name,
    isIn: (result: Result) => isIn(charts, result),
    draw: (result: Result) => pictureText(charts, result, emptyDocument()),
  })),
];

/** Of an SVG, because in such a document only attributes are written as XML. */
export function emptyDocument() {
  return new DOMParser().parseFromString('<svg/>', 'image/svg+xml');
}
