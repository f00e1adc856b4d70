import { calls } from './calls.ts';
import type { Chart } from './chart.ts';
import { goodput } from './goodput.ts';
import { latency } from './latency.ts';
import { load } from './load.ts';
import { money } from './money.ts';
import { state } from './state.ts';

/** Every chart there is, in the order of the page; those in one list belong under one another. */
export const CHARTS: readonly (readonly [Chart, ...Chart[]])[] = [
  [calls, state],
  [latency],
  [load],
  [goodput],
  [money],
];
