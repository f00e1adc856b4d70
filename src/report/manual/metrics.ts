import { FOLDS } from '../../model/metrics/metric.ts';
import { METRIC_ROWS, TICK_ROWS } from '../../model/metrics/table.ts';
import { heading, type Page, prose, table } from './page.ts';

const UNITS = { count: 'a count', ms: 'ms', share: 'a share', cents: 'cents' } as const;

const ticked = new Set(TICK_ROWS.map(({ path }) => path));

/** From the table of metrics. */
export const metrics: Page = {
  name: 'metrics',
  summary: 'everything that is measured: paths for thresholds, claims and JSON',
  blocks: () => [
    prose(`A path names a number in the totals of an arm: in a threshold, in a lesson's claim, in the JSON. Those
      marked with a dot are told for every tick as well.`),
    table(
      ['path', 'in', 'over instances', 'meaning'],
      METRIC_ROWS.map(({ path, unit, fold, meaning }) => [
        ticked.has(path) ? `${path} ·` : path,
        UNITS[unit],
        FOLDS[fold].instances,
        meaning,
      ]),
    ),
    heading('Only in ticks'),
    table(
      ['path', 'in', 'meaning'],
      TICK_ROWS.filter(({ path }) => !METRIC_ROWS.some((row) => row.path === path)).map(
        ({ path, unit, meaning }) => [path, UNITS[unit], meaning],
      ),
    ),
  ],
};
