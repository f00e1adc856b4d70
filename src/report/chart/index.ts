import type { Result } from '../../experiment/result.ts';
import { calls } from './calls.ts';
import type { Chart } from './chart.ts';
import { goodput } from './goodput.ts';
import { latency } from './latency.ts';
import { backup, load } from './load.ts';
import { money } from './money.ts';
import { state } from './state.ts';

/** Charts that belong under one another. */
export type ChartGroup = readonly [Chart, ...Chart[]];

/** Every chart there is, in the order of the page. */
export const CHARTS: readonly ChartGroup[] = [
  [calls, state],
  [latency],
  [load],
  [backup],
  [goodput],
  [money],
];

/** Whether there is anything to draw of them. */
export function isIn([chart]: ChartGroup, result: Result): boolean {
  return chart.isIn?.(result) ?? true;
}
