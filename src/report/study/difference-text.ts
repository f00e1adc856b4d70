import type { DifferenceReading } from '../../experiment/study/reading.ts';
import type { Unit } from '../../model/metrics/metric.ts';
import { uncertainDifference } from './uncertain.ts';

/** Those that can be told from none stand under one another. */
export function differenceText(
  difference: DifferenceReading,
  { unit }: { readonly unit: Unit },
): string {
  if (difference.mean === null) return '';
  const tilde = difference.verdict === '~' ? ' ~' : '  ';
  return uncertainDifference(difference, unit) + tilde;
}

/** Seeds in which it is better, of those in which it can be told. */
export function betterIn({ betterIn: found, seeds }: DifferenceReading): string {
  return found === null || seeds === 0 ? '' : `${found.better} of ${seeds}`;
}
