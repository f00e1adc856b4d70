import type { OrderCounts } from '../../experiment/result.ts';
import type { Paint } from '../paint.ts';

/** Orders that ended in a tick: the length of its bar. */
export function ended(orders: OrderCounts): number {
  return orders.paid + unpaid(orders);
}

function unpaid(orders: OrderCounts): number {
  const { declined, failed, blocked, rejected, deferred, substituted } = orders;
  return declined + failed + blocked + rejected + deferred + substituted;
}

/** A tick's orders as `width` cells, of which `scale` orders fill all: the paid ones, then the rest. */
export function orderBar(orders: OrderCounts, scale: number, width: number, paint: Paint): string {
  if (scale === 0) return ' '.repeat(width);
  const { full, eighths, rest } = paint.signs;
  const steps = eighths.length + 1;
  const paidSteps = Math.round((orders.paid / scale) * width * steps);
  const paid =
    full.repeat(Math.floor(paidSteps / steps)) + (eighths[(paidSteps % steps) - 1] ?? '');
  const length = Math.round((ended(orders) / scale) * width);
  const others = rest.repeat(Math.max(0, length - paid.length));
  return paint.good(paid) + paint.bad(others) + ' '.repeat(width - paid.length - others.length);
}
