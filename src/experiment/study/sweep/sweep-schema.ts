import * as v from 'valibot';
import { whole } from '../../result-numbers.ts';
import { differenceReading, metricReading, text, unit } from '../reading-schema.ts';
import type { SweepReading } from './sweep-result.ts';

const arm = v.looseObject({
  name: text,
  value: metricReading,
  difference: v.nullable(differenceReading),
});

const flip = v.looseObject({
  path: text,
  at: v.record(text, text),
  arm: text,
  about: text,
  low: text,
  high: text,
  betterBelow: v.boolean('true or false'),
});

/** What a sweep's file says of its grid: the flips were looked for, and stand in no findings. */
export const sweepSchema = v.pipe(
  v.looseObject({
    metric: text,
    unit,
    better: v.picklist(['more', 'less'], 'more or less'),
    axes: v.pipe(
      v.array(v.looseObject({ path: text, values: v.pipe(v.array(text), v.minLength(1)) })),
      v.minLength(1, 'at least one axis'),
    ),
    compares: v.picklist(['arms', 'settings'], 'arms or settings'),
    baseline: text,
    today: v.nullable(metricReading),
    cells: v.pipe(
      v.array(
        v.looseObject({
          values: v.array(text),
          cell: whole,
          arms: v.pipe(v.array(arm), v.minLength(1, 'at least one arm')),
        }),
      ),
      v.minLength(1, 'at least one cell'),
    ),
    flips: v.array(flip),
    verdict: v.array(text),
  }),
  v.check(
    ({ axes, cells }) =>
      cells.length === axes.reduce((product, { values }) => product * values.length, 1) &&
      cells.every(
        ({ values, arms }) =>
          values.length === axes.length && arms.length === cells[0]!.arms.length,
      ),
    'a cell for every point of the grid, with the same arms in each',
  ),
) satisfies v.GenericSchema<unknown, SweepReading>;
