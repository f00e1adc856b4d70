import type { Varied } from '../../../../src/scenario/varied.ts';

/**
 * The flagship with a breaker that hardly ever opens, and then for a minute. `scale`: its traffic, its gateway and its
 * workers are so many times smaller, so that a run takes less time.
 */
export function badFlagship(flagship: string, scale: number): string {
  const less = (text: string): string =>
    text.replace(/[\d.]+/, (digits) => String(Number(digits) / scale));
  return flagship
    .replace(/\d+\/s/g, less)
    .replace(/(?:capacity|queue|workers|backlog): \d+/g, less)
    .replace(
      /trip: .*/,
      'trip: { kind: failure-rate, window: { time: 30s }, minimumCalls: 2000, rate: 50% }',
    )
    .replace(/open: .*/, 'open: { kind: fixed, duration: 60s }');
}

const breaker = 'orderService.pipeline.breaker';

/** 360 points. */
export const GRID: readonly Varied[] = [
  { path: `${breaker}.open.duration`, values: ['1s', '2s', '5s', '10s', '20s', '60s'] },
  { path: `${breaker}.trip.minimumCalls`, values: ['20', '50', '200', '2000'] },
  { path: `${breaker}.trip.rate`, values: ['20%', '35%', '50%', '65%', '80%'] },
  { path: `${breaker}.probe.successes`, values: ['1', '3', '10'] },
];
