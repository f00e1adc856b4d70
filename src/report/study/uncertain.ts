import type { MetricReading } from '../../experiment/study/reading.ts';
import type { Unit } from '../../model/metrics/metric.ts';
import { count, duration, lasting, percent } from '../figures.ts';

/** A mean and how far the truth may be from it: `110,245 ± 1,204`; the mean alone of a single seed. */
export function uncertain({ mean, interval }: MetricReading, unit: Unit, signed = false): string {
  if (mean === null) return '';
  const half = interval === null ? null : (interval.high - interval.low) / 2;
  const value = written(Math.abs(mean), half ?? 0, unit, signed);
  const sign = mean < 0 ? '-' : signed && mean > 0 ? '+' : '';
  if (half === null) return `${sign}${value}`;
  return half === 0 ? `${sign}${value}` : `${sign}${value} ± ${written(half, half, unit, signed)}`;
}

/** To the digits that the half-width leaves a meaning. */
function written(value: number, half: number, unit: Unit, isDifference: boolean): string {
  switch (unit) {
    case 'count':
      return half === 0 && Number.isInteger(value) ? count(value) : fine(value, half);
    case 'cents':
      return count(Math.round(value / 100));
    case 'ms':
      return value < 60_000 ? duration(value) : lasting(value);
    case 'share':
      return isDifference || half > 0 ? `${fine(100 * value, 100 * half)} %` : percent(value);
  }
}

/** The second figure of the half-width is the last that is told. */
function fine(value: number, half: number): string {
  const size = half === 0 ? value : half;
  const decimals = size === 0 ? 0 : Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(size))));
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  return fraction === undefined ? count(Number(whole)) : `${count(Number(whole))}.${fraction}`;
}
