import { STUDY_ROWS } from '../../experiment/study/rows.ts';
import type { ArmReading, CellReading } from '../../experiment/study/study.ts';
import { oneLine, outgoing } from '../../kernel/outgoing.ts';
import { headingParts } from './heading.ts';
import type { StudyReporter } from './study-reporter.ts';

const HEAD = [
  'cell,arm,metric,unit,mean,low,high,p10,median,p90,seeds',
  'difference,differenceLow,differenceHigh,verdict,better,equal,worse',
].join(',');

/** Every metric of every arm of every cell, a line each (RFC 4180); what does not exist is an empty cell. */
export const csv: StudyReporter = {
  name: 'csv',
  summary: 'every metric of every arm with its interval, flat',
  *write(study) {
    yield `# ${outgoing(oneLine(headingParts(study).join(', ')), 'screen')}\n${HEAD}\n`;
    for (const cell of study.cells) {
      for (const arm of cell.arms) yield* armLines(cell, arm);
    }
  },
};

function* armLines({ settings }: CellReading, arm: ArmReading): Generator<string> {
  const place = [outgoing(settings.join('; '), 'csv'), outgoing(arm.name, 'csv')];
  for (const { path, unit } of STUDY_ROWS) {
    const reading = arm.metrics[path];
    // A scenario that names no prices has no such cells to be empty.
    if (reading === undefined) continue;
    const { mean, interval, p10, median, p90, seeds } = reading;
    const difference = arm.differences?.[path];
    const counts = difference?.betterIn;
    const own = [mean, interval?.low, interval?.high, p10, median, p90, seeds];
    const against = [difference?.mean, difference?.interval?.low, difference?.interval?.high];
    const often = [difference?.verdict, counts?.better, counts?.equal, counts?.worse];
    const cells = [...place, path, unit, ...own, ...against, ...often];
    yield `${cells.map((one) => one ?? '').join(',')}\n`;
  }
}
