import { durationText } from '../kernel/quantity-text.ts';
import { count } from '../report/figures.ts';
import { UsageError } from './usage-error.ts';

/** Measured: a tick with its counts and quantiles, and its share of the text. */
const BYTES_PER_TICK = 600;
const MOST_BYTES = 2 ** 30;

/** Refuses a run whose ticks, all kept for a table at the end, would not fit in memory. */
export function refuseTooManyTicks(
  { duration, tick }: { duration: number; tick: number },
  arms: number,
): void {
  const ticks = Math.ceil(duration / tick) * arms;
  if (ticks * BYTES_PER_TICK <= MOST_BYTES) return;
  const gigabytes = ((ticks * BYTES_PER_TICK) / MOST_BYTES).toFixed(1);
  throw new UsageError(
    [
      `${count(ticks)} ticks of ${durationText(tick)} would take about ${gigabytes} GB of memory`,
      'choose a longer --tick or a shorter --duration, leave the ticks out with --no-ticks,',
      'or write them as they happen with --format csv or ndjson',
    ].join('\n  '),
  );
}
