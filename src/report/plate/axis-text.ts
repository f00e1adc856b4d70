import { decimal } from '../../kernel/quantity-text.ts';
import type { Unit } from '../../model/metrics/metric.ts';
import { axisCount } from '../chart/chart.ts';
import { timeLabel } from '../chart/time-axis.ts';

/** A round number on an axis of a metric, below zero as well. */
export function axisText(unit: Unit): (value: number) => string {
  const text = TEXTS[unit];
  return (value) => (value < 0 ? `−${text(-value)}` : text(value));
}

const TEXTS: Readonly<Record<Unit, (value: number) => string>> = {
  count: axisCount,
  cents: (cents) => axisCount(cents / 100),
  ms: timeLabel,
  share: (share) => `${decimal(100 * share)} %`,
};
