import type { Result } from '../experiment/result.ts';
import { instant, tickDecimals } from './figures.ts';

/** When a tick begins and ends: `1m00s to 1m10s`. */
export function tickTimes(tick: number, { scenario, partial }: Result): string {
  const { tickMs, durationMs } = scenario;
  const decimals = tickDecimals(tickMs);
  const end = Math.min((tick + 1) * tickMs, partial?.untilMs ?? durationMs);
  return `${instant(tick * tickMs, decimals)} to ${instant(end, decimals)}`;
}
