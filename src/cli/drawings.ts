import { DOMParser } from 'linkedom';
import type { Result } from '../experiment/result.ts';
import { chartsOf } from '../report/chart/index.ts';
import { pictureText } from '../report/chart/picture.ts';

/** Every picture of a result as the text of an SVG file. */
export function drawings(result: Result): { readonly name: string; readonly text: string }[] {
  // Of an SVG, because attributes are written as XML in such a document only.
  const document = new DOMParser().parseFromString('<svg/>', 'image/svg+xml');
  return chartsOf(result).map((charts) => ({
    name: charts[0].name,
    text: pictureText(charts, result, document),
  }));
}
