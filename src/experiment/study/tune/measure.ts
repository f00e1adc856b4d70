import { assert } from '../../../kernel/assert.ts';
import type { Comparison, Quantity, Sign, Term } from '../../../scenario/claim.ts';
import type { Findings } from '../findings.ts';
import { placeOf } from '../rows.ts';
import type { Sample } from './race.ts';

/** What the best candidate has most of, or least. */
export interface Aim {
  /** The path of a row. */
  readonly metric: string;
  readonly goal: 'maximise' | 'minimise';
}

/** What a candidate must keep. */
export interface Constraint {
  /** As written. */
  readonly text: string;
  readonly comparison: Comparison;
}

/** The values of a study's rows, on one replication. */
export type RowValues = readonly (number | null)[];

/** Of a single replication of a cell's first arm. */
export function rowValues({ arms }: Findings): RowValues {
  return arms[0]!.metrics.map(({ moments }) => (moments.count === 0 ? null : moments.mean));
}

/** What a replication says of a candidate, for the race. */
export function sampleOf(
  values: RowValues,
  { metric, goal }: Aim,
  constraints: readonly Constraint[],
): Sample {
  const value = valueAt(values, metric);
  return {
    value: value === null || goal === 'maximise' ? value : -value,
    slacks: constraints.map(({ comparison }) => slackOf(comparison, values)),
  };
}

/** How far a comparison holds; below 0 it does not. Equality leaves no room at all. */
function slackOf({ left, sign, right }: Comparison, values: RowValues): number | null {
  const observed = quantityOf(left, values);
  const bound = typeof right === 'number' ? right : quantityOf(right, values);
  return observed === null || bound === null ? null : slack(observed, sign, bound);
}

function slack(observed: number, sign: Sign, bound: number): number {
  switch (sign) {
    case '>=':
    case '>':
      return observed - bound;
    case '<=':
    case '<':
      return bound - observed;
    case '==':
      return -Math.abs(observed - bound);
  }
}

function quantityOf({ value, per }: Quantity, values: RowValues): number | null {
  const observed = termOf(value, values);
  if (observed === null || per === null) return observed;
  const divisor = termOf(per, values);
  return divisor === null || divisor === 0 ? null : observed / divisor;
}

function termOf({ metric, afterMs }: Term, values: RowValues): number | null {
  assert(afterMs === null, () => 'a constraint is about the whole run');
  return valueAt(values, metric);
}

function valueAt(values: RowValues, metric: string): number | null {
  const place = placeOf(metric);
  assert(place !== undefined, () => `no row is called ${metric}`);
  return values[place]!;
}
