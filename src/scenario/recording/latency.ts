import { LatencySketch } from './latency-sketch.ts';

/** A quantile of latencies: `share` (0 to 1) of them were `ms` or less. */
export interface Quantile {
  readonly share: number;
  readonly ms: number;
}

/** Latencies of which no more than some quantiles, or the mean, was written down. */
export interface Told {
  readonly kind: 'told';
  /** How many there are behind it. */
  readonly count: number;
  readonly quantiles: readonly Quantile[];
  readonly meanMs: number | null;
}

/** Latencies that were written down one by one. */
export interface Seen {
  readonly kind: 'seen';
  readonly sketch: LatencySketch;
}

export type Latency = Told | Seen;

/** What is read off latencies that were all seen. */
const SHARES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99] as const;

/** How many latencies there are. */
export function countOf(latency: Latency): number {
  return latency.kind === 'seen' ? latency.sketch.count : latency.count;
}

/** In ms; undefined where it is not known. */
export function quantileOf(latency: Latency, share: number): number | undefined {
  if (latency.kind === 'seen') return finite(latency.sketch.quantile(share));
  return latency.quantiles.find((one) => one.share === share)?.ms;
}

/** In ms; undefined where it is not known. */
export function meanOf(latency: Latency): number | undefined {
  if (latency.kind === 'seen') return finite(latency.sketch.sum / latency.sketch.count);
  return latency.meanMs ?? undefined;
}

/** All the quantiles that are known, in order of their shares. */
export function quantilesOf(latency: Latency): readonly Quantile[] {
  if (latency.kind === 'told') return latency.quantiles;
  if (latency.sketch.count === 0) return [];
  return SHARES.map((share) => ({ share, ms: latency.sketch.quantile(share) }));
}

/**
 * Several as one; null where there are none. Of told ones the quantiles are averaged by their logarithms, each as
 * much as requests stand behind it: exact where the law is the same in all, near where it is nearly so.
 */
export function together(parts: readonly (Latency | null)[]): Latency | null {
  const there = parts.filter((one) => one !== null);
  const seen = there.filter((one) => one.kind === 'seen');
  if (seen.length > 0) {
    const sketch = new LatencySketch();
    for (const one of seen) sketch.add(one.sketch);
    return sketch.count === 0 ? null : { kind: 'seen', sketch };
  }
  const told = there.filter((one) => one.kind === 'told').filter(({ count }) => count > 0);
  if (told.length === 0) return null;
  const shares = [
    ...new Set(told.flatMap(({ quantiles }) => quantiles.map(({ share }) => share))),
  ].sort((a, b) => a - b);
  return {
    kind: 'told',
    count: told.reduce((sum, { count }) => sum + count, 0),
    quantiles: shares.map((share) => ({
      share,
      ms: weightedMean(told, (one) => quantileOf(one, share), Math.log, Math.exp)!,
    })),
    meanMs: weightedMean(told, meanOf, Number, Number) ?? null,
  };
}

function weightedMean(
  parts: readonly Told[],
  read: (one: Told) => number | undefined,
  into: (ms: number) => number,
  out: (mean: number) => number,
): number | undefined {
  let sum = 0;
  let weight = 0;
  for (const part of parts) {
    const ms = read(part);
    if (ms === undefined) continue;
    // A latency of nothing at all has no logarithm.
    sum += part.count * into(Math.max(ms, LEAST_MS));
    weight += part.count;
  }
  return weight === 0 ? undefined : out(sum / weight);
}

/** A microsecond. */
const LEAST_MS = 0.001;

const finite = (ms: number): number | undefined => (Number.isFinite(ms) ? ms : undefined);
