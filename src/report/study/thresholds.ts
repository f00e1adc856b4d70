import type { ThresholdReading } from '../../experiment/study/study.ts';
import { count, percent } from '../figures.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';
import { uncertain } from './uncertain.ts';

/** One threshold a line (or more, where it is long), with its mark and in how many seeds it holds. */
export function thresholdLines(
  thresholds: readonly ThresholdReading[],
  width: number,
  paint: Paint,
): string[] {
  const marks = {
    passed: paint.good(paint.signs.passed),
    failed: paint.bad(paint.signs.failed),
    'not judged': paint.faint(paint.signs.dash),
  };
  return thresholds.flatMap((threshold) => {
    const text = `${threshold.text}: ${finding(threshold)}`;
    const [first = '', ...others] = wrap(text, width - 4);
    return [`  ${marks[threshold.verdict]} ${first}`, ...others.map((line) => `    ${line}`)];
  });
}

/** `holds in 29 of 30 seeds (83.3 % to 99.4 %), 87.2 % ± 0.4 % on the mean` */
export function finding({ verdict, passes, observed, unit }: ThresholdReading): string {
  if (verdict === 'not judged') return 'not judged, its arm was not run';
  const { yes, of, interval } = passes;
  const share =
    interval === null || yes === of
      ? ''
      : ` (${percent(interval.low)} to ${percent(interval.high)})`;
  const mean = uncertain(observed, unit === 'number' ? 'count' : unit);
  return `holds in ${count(yes)} of ${count(of)} seeds${share}${mean === '' ? '' : `, ${mean} on the mean`}`;
}
