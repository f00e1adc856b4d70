import { decimal } from '../../kernel/quantity-text.ts';
import type { Unit } from '../../model/metrics/metric.ts';
import { span } from '../verdict/words.ts';
import type { Interval } from './statistics/interval.ts';

/** A mean over replications, with an interval that holds the true one. */
export interface Estimate extends Interval {
  readonly mean: number;
}

/** `12,340`, `12,340.50` in money, `1.2s`, `85.3 %`: a metric's value to as many digits as `step` leaves meaning to. */
export function figure(value: number, unit: Unit, step = 0): string {
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  switch (unit) {
    case 'cents':
      return `${sign}${decimal(toStep(size / 100, step / 100), 2)}`;
    case 'ms':
      return `${sign}${span(toStep(size, step))}`;
    case 'share':
      return `${sign}${decimal(toStep(100 * size, 100 * step), 4)} %`;
    case 'count':
      return `${sign}${decimal(toStep(size, step), 2)}`;
  }
}

/** `12,340 ± 150`: the half-width to two figures, and the mean to the same digit. */
export function estimateWords({ mean, low, high }: Estimate, unit: Unit): string {
  const half = (high - low) / 2;
  const step = stepOf(half);
  return half === 0
    ? figure(mean, unit, stepOf(Math.abs(mean) / 100))
    : `${figure(mean, unit, step)} ± ${figure(half, unit, step)}`;
}

/** The unit of the second figure of a number; 0 of 0. */
function stepOf(size: number): number {
  return size === 0 ? 0 : 10 ** (Math.floor(Math.log10(size)) - 1);
}

function toStep(value: number, step: number): number {
  if (step === 0) return value;
  return Number((Math.round(value / step) * step).toPrecision(12));
}
