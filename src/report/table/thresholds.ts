import type { ThresholdResult } from '../../experiment/result.ts';
import { count, duration, percent } from '../figures.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

/** One threshold a line (or more, where it is long), with its mark and the value found. */
export function thresholdLines(
  thresholds: readonly ThresholdResult[],
  width: number,
  paint: Paint,
): string[] {
  const marks = {
    passed: paint.signs.passed,
    failed: paint.signs.failed,
    'not judged': paint.signs.dash,
  };
  const colours = { passed: paint.good, failed: paint.bad, 'not judged': paint.faint };
  const markWidth = Math.max(...Object.values(marks).map((mark) => mark.length));
  return thresholds.flatMap((threshold) => {
    const indent = markWidth + 3;
    const text = `${threshold.text}: ${finding(threshold)}`;
    const [first = '', ...others] = wrap(text, width - indent);
    const mark = colours[threshold.verdict](marks[threshold.verdict].padEnd(markWidth));
    return [`  ${mark} ${first}`, ...others.map((line) => ' '.repeat(indent) + line)];
  });
}

/** `passed at 87.4 %`, `not judged: its arm was not run` */
export function finding({ verdict, observed, unit, state }: ThresholdResult): string {
  if (verdict === 'not judged') return 'not judged, its arm was not run';
  if (state !== undefined) return verdict === 'passed' ? 'passed' : `failed, it was ${state}`;
  if (observed === null) return `${verdict}, there is no such value in this run`;
  const text = { share: percent, ms: duration, number: ratio }[unit](observed);
  return `${verdict} at ${text}`;
}

/** A quotient of counts is as fine as the bounds that people set for one. */
function ratio(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 100 ? count(value) : value.toPrecision(3);
}
