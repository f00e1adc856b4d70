import type { Result } from '../experiment/result.ts';
import { outgoing } from '../kernel/outgoing.ts';
import type { ReporterVariant } from './reporter.ts';

/** `blackfriday.result/1` as one object; facts that belong together share a line, so that diffs read well. */
export const json: ReporterVariant = {
  name: 'json',
  summary: 'one object, the contract blackfriday.result/1',
  keepsTicks: true,
  onlyTicks: false,
  listsCalls: false,
  splitsServices: false,
  create: () => ({
    *end(result) {
      for (const text of jsonText(result)) yield outgoing(text, 'json');
    },
  }),
};

export function* jsonText(result: Result): Generator<string> {
  yield* jsonLines(result, (key, list) => list && ROWS.has(key));
}

/** Whether each member of what stands under a key, a list or an object, takes one line. */
type IsRows = (key: string, list: boolean) => boolean;

export function* jsonLines(value: object, isRows: IsRows): Generator<string> {
  yield* lines(value, isRows, '');
  yield '\n';
}

/** Members of these lists each stand on one line, however deep they are. */
const ROWS = new Set([
  'accounts',
  'script',
  'ticks',
  'since',
  'transitions',
  'breakers',
  'incidents',
  'thresholds',
  'recovery',
]);

function* lines(value: unknown, isRows: IsRows, indent: string, key = ''): Generator<string> {
  if (!isTree(value) || isFlat(value)) {
    yield JSON.stringify(value);
    return;
  }
  const list = Array.isArray(value);
  const inner = `${indent}  `;
  let separator = '\n';
  yield list ? '[' : '{';
  for (const [name, child] of Object.entries(value)) {
    if (child === undefined) continue;
    yield `${separator}${inner}${list ? '' : `${JSON.stringify(name)}: `}`;
    if (isRows(key, list)) yield JSON.stringify(child);
    else yield* lines(child, isRows, inner, name);
    separator = ',\n';
  }
  yield `\n${indent}${list ? ']' : '}'}`;
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** An object of plain values, or an empty list. */
function isFlat(value: object): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return Object.values(value).every((child) => !isTree(child));
}
