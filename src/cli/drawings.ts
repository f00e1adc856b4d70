import { parseHTML } from 'linkedom';
import type { Result } from '../experiment/result.ts';
import { CHARTS } from '../report/chart/index.ts';
import { pictureText } from '../report/chart/picture.ts';

/** Every picture of a result as the text of an SVG file. */
export function drawings(result: Result): { readonly name: string; readonly text: string }[] {
  const { document } = parseHTML('<!doctype html><html></html>');
  return CHARTS.map((charts) => ({
    name: charts[0].name,
    text: pictureText(charts, result, document),
  }));
}
