import { cellsOf } from '../cells.ts';
import { shortCount } from '../figures.ts';
import type { Look } from '../terminal-chart/look.ts';
import type { WatchedArm } from './view.ts';

/** Shares from which a gauge is in trouble, and in distress. */
const TROUBLE = 0.7;
const DISTRESS = 0.95;
const LABEL = 9;

/** The four places where orders and payments are, each with its limit. */
export function gaugeLines(arm: WatchedArm, width: number, look: Look): string[] {
  const { orderService, paymentService } = arm.ticks.at(-1)!;
  const { workers, backlog, capacity, queue } = arm.limits;
  return gauges(
    [
      { name: 'workers', value: orderService.busy, limit: workers },
      { name: 'backlog', value: orderService.backlog, limit: backlog },
      { name: 'payments', value: paymentService.busy, limit: capacity },
      { name: 'queue', value: paymentService.queued, limit: queue },
    ],
    width,
    look,
  );
}

/** So much of something, of as much as there may be; null: no limit. */
interface Level {
  readonly name: string;
  readonly value: number;
  readonly limit: number | null;
}

/** A line each, under one another. */
export function gauges(levels: readonly Level[], width: number, look: Look): string[] {
  const figures = levels.map(({ value, limit }) => figure(value, limit));
  // As wide as they can get: else the bars would change their length from one picture to the next.
  const fullest = levels.map(({ value, limit }) => figure(limit ?? value, limit));
  const figureWidth = Math.max(...[...figures, ...fullest].map(cellsOf));
  const barWidth = Math.max(0, width - LABEL - figureWidth - 1);
  return levels.map(({ name, value, limit }, index) => {
    const bar = limit === null ? ' '.repeat(barWidth) : gauge(value / limit, barWidth, look);
    return `${look.faint(name.padEnd(LABEL))}${bar} ${figures[index]!.padStart(figureWidth)}`;
  });
}

function figure(value: number, limit: number | null): string {
  return limit === null
    ? `${shortCount(value)} no limit`
    : `${shortCount(value)}/${shortCount(limit)}`;
}

export function gauge(share: number, width: number, look: Look): string {
  const { full, rest, eighths } = look.signs;
  const steps = eighths.length + 1;
  const filled = Math.min(width * steps, Math.round(share * width * steps));
  const part = eighths[(filled % steps) - 1] ?? '';
  const bar = full.repeat(Math.floor(filled / steps)) + part;
  const colour = share >= DISTRESS ? look.bad : share >= TROUBLE ? look.warning : look.good;
  // What is not filled is faint dots, not a shade: beside a full bar a shade looks half full.
  const empty = rest === '.' ? '.' : '·';
  return colour(bar) + look.faint(empty.repeat(Math.max(0, width - bar.length)));
}
