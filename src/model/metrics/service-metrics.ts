import type { Load } from './load.ts';
import type { Better, Fold, Line, Metric, Unit } from './metric.ts';

/** A service with a capacity and a queue, so long after the start. */
export interface ServiceAt {
  readonly load: Load;
  readonly nowMs: number;
}

function row(
  unit: Unit,
  fold: Fold,
  better: Better,
  meaning: string,
  read: (at: ServiceAt) => number,
  line?: Line,
): Metric<ServiceAt, number> {
  return { unit, fold, better, meaning, read, ...(line !== undefined && { line }) };
}

/** How busy the service was on average. */
export const SERVICE = {
  utilisation: {
    unit: 'share',
    fold: 'average',
    better: null,
    meaning: 'the mean share of the capacity in use; nothing where the capacity is unlimited',
    line: { label: 'utilisation' },
    mayLack: true,
    read: ({ load: { busyArea, capacityArea } }: ServiceAt): number | null =>
      Number.isFinite(capacityArea) && capacityArea > 0 ? busyArea / capacityArea : null,
  },
  meanQueued: row(
    'count',
    'average',
    'less',
    'payments in the queue, as a mean over time',
    ({ load, nowMs }) => (nowMs === 0 ? 0 : load.queuedArea / nowMs),
    { label: 'mean queue' },
  ),
  refused: row(
    'count',
    'whole',
    'less',
    'payments turned away: the queue full, or an outage that refuses',
    ({ load }) => load.refused,
    { label: 'refused' },
  ),
} as const;

/** How busy the service is at the end of a tick. */
export const SERVICE_LEVELS = {
  busy: row(
    'count',
    'level',
    null,
    'payments in progress at the end of the tick',
    ({ load }) => load.busy,
  ),
  queued: row(
    'count',
    'level',
    'less',
    'payments in the queue at the end of the tick',
    ({ load }) => load.queued,
  ),
} as const;
