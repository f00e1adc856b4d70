import * as v from 'valibot';
import { block, finite, whole } from '../result-numbers.ts';
import type { DifferenceReading, MetricReading, ShareReading } from './reading.ts';

/** Readings as they come back from a file, where they are not read off findings again. */

export const text = v.string('a text');

const UNITS = ['count', 'cents', 'ms', 'share'] as const;
export const unit = v.picklist(UNITS, `one of ${UNITS.join(', ')}`);

export const interval = v.nullable(block(finite, 'low', 'high'));
const value = v.nullable(finite);

const metricEntries = {
  mean: value,
  interval,
  p10: value,
  median: value,
  p90: value,
  seeds: whole,
};

export const metricReading = v.looseObject(metricEntries) satisfies v.GenericSchema<
  unknown,
  MetricReading
>;

export const differenceReading = v.looseObject({
  ...metricEntries,
  verdict: v.picklist(['better', 'worse', 'more', 'less', '~'], 'better, worse, more, less or ~'),
  betterIn: v.nullable(block(whole, 'better', 'equal', 'worse')),
}) satisfies v.GenericSchema<unknown, DifferenceReading>;

export const shareReading = v.looseObject({
  yes: whole,
  of: whole,
  interval,
}) satisfies v.GenericSchema<unknown, ShareReading>;
