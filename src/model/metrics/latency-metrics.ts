import type { Durations } from '../../kernel/histogram.ts';
import type { Metric } from './metric.ts';

/** Durations, or null where none was recorded. */
export function recorded<Recorded extends Durations>(durations: Recorded): Recorded | null {
  return durations.count === 0 ? null : durations;
}

const MEASURES = {
  mean: { words: 'the mean', read: ({ sum, count }: Durations) => sum / count },
  p50: { words: 'the median', read: (of: Durations) => of.quantile(0.5) },
  p95: { words: 'what 95 % do not exceed,', read: (of: Durations) => of.quantile(0.95) },
  p99: { words: 'what 99 % do not exceed,', read: (of: Durations) => of.quantile(0.99) },
  max: { words: 'the longest', read: ({ max }: Durations) => max },
} as const;

export type Measure = keyof typeof MEASURES;

/** Mean, quantiles and maximum of the `what` of a source; those in `told` have a line in a summary. */
export function latencyMetrics<Source = Durations>(
  what: string,
  told: readonly Measure[],
  of: (source: Source) => Durations = (source) => source as Durations,
) {
  const rows = Object.entries(MEASURES).map(([name, { words, read }]) => {
    const metric: Metric<Source, number> = {
      unit: 'ms',
      fold: 'pooled',
      better: 'less',
      meaning: `${words} ${what}`,
      read: (source) => read(of(source)),
      ...(told.includes(name as Measure) && { line: { label: name } }),
    };
    return [name, metric];
  });
  return Object.fromEntries(rows) as Record<Measure, Metric<Source, number>>;
}
