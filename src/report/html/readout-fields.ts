import type { Tick } from '../../experiment/result.ts';
import { callsOf } from '../chart/series.ts';
import { count, money } from '../figures.ts';
import { FIGURES, type TickFigure } from '../tick-figure.ts';

/** An arm at one instant: its tick, and what it has lost by the end of it. */
export interface Moment {
  readonly tick: Tick;
  readonly lostCents: number;
}

/** A thing to read at an instant. */
export interface Field {
  readonly group: string;
  readonly label: string;
  text(moment: Moment): string;
}

/** What there is to read off an arm, in the order of the charts. */
export const FIELDS: readonly Field[] = [
  { group: 'breaker', label: 'state', text: ({ tick }) => tick.state ?? 'none' },
  figure('calls', FIGURES.successful),
  figure('calls', FIGURES.timedOut),
  { group: 'calls', label: 'error', text: ({ tick }) => count(callsOf(tick).failed) },
  figure('calls', FIGURES.blocked),
  figure('latency, paid', FIGURES.p50),
  figure('latency, paid', FIGURES.p95),
  figure('latency, paid', FIGURES.p99),
  figure('load', FIGURES.workers),
  figure('load', FIGURES.queued),
  figure('orders', FIGURES.arrived),
  figure('orders', FIGURES.paid),
  { group: 'money', label: 'lost so far', text: ({ lostCents }) => money(lostCents) },
];

function figure(group: string, { header, text }: TickFigure): Field {
  return { group, label: header, text: ({ tick }) => text(tick) || '–' };
}
