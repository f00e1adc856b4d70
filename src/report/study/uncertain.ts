import type { MetricReading } from '../../experiment/study/reading.ts';
import type { Unit } from '../../model/metrics/metric.ts';
import { count, duration, lasting } from '../figures.ts';

/** A mean and how far the truth may be from it: `110,245 ± 1,204`, `88.63 ± 0.06 %`; of a single seed the mean alone. */
export function uncertain(reading: MetricReading, unit: Unit): string {
  return text(reading, unit, '', unit === 'share' ? ' %' : '');
}

/** The same of a difference, with its sign; shares differ by hundredths of the whole: `+62.09 ± 0.08 points`. */
export function uncertainDifference(reading: MetricReading, unit: Unit): string {
  return text(reading, unit, '+', unit === 'share' ? ' points' : '');
}

function text({ mean, interval }: MetricReading, unit: Unit, plus: string, suffix: string): string {
  if (mean === null) return '';
  const half = interval === null ? 0 : (interval.high - interval.low) / 2;
  const sign = mean < 0 ? '-' : mean > 0 ? plus : '';
  const margin = half === 0 ? '' : ` ± ${figure(half, half, unit)}`;
  return `${sign}${figure(Math.abs(mean), half, unit)}${margin}${suffix}`;
}

/** To the digits that the half-width leaves a meaning. */
function figure(value: number, half: number, unit: Unit): string {
  switch (unit) {
    case 'count':
      return half === 0 && Number.isInteger(value) ? count(value) : fine(value, half);
    case 'cents':
      return count(Math.round(value / 100));
    case 'ms':
      return value < 60_000 ? duration(value) : lasting(value);
    case 'share':
      return fine(100 * value, 100 * half);
  }
}

/** The second figure of the half-width is the last that is told; of what is known exactly, the second. */
function fine(value: number, half: number): string {
  const size = half === 0 ? value : half;
  const decimals = size === 0 ? 0 : Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(size))));
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  return fraction === undefined ? count(Number(whole)) : `${count(Number(whole))}.${fraction}`;
}
