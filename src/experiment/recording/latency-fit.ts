import { exactDuration } from '../../kernel/quantity-text.ts';
import {
  type Latency,
  meanOf,
  type Quantile,
  quantilesOf,
} from '../../scenario/recording/latency.ts';
import type { Written } from '../../scenario/written.ts';
import { LAWS } from './law/index.ts';
import type { Law } from './law/law.ts';

/** A law of latencies that was fitted, and how well. */
export interface LatencyFit {
  readonly kind: string;
  /** As the scenario file writes it. */
  readonly written: Written;
  /** The known quantiles, as recorded and of the law. */
  readonly quantiles: readonly {
    readonly share: number;
    readonly recordedMs: number;
    readonly fittedMs: number;
  }[];
  /** How far off the quantiles are as a rule, as a share: 0.03 is 3 %. Null where only a mean was known. */
  readonly error: number | null;
}

/** A law with fewer parameters is told where it fits as well as this, or nearly as well as any. */
const GOOD = 0.03;
const NEARLY = 1.3;
/** Where no family fits better than this, and all latencies were seen, they are told as they were. */
const BAD = 0.15;
const VALUES = 20;
/** A microsecond: less has no logarithm. */
export const LEAST_MS = 0.001;

/** The law of the scenario language nearest to latencies; null where nothing is known of them. */
export function fitOf(latency: Latency | null): LatencyFit | null {
  if (latency === null) return null;
  const quantiles = quantilesOf(latency).map(({ share, ms }) => ({
    share,
    ms: Math.max(ms, LEAST_MS),
  }));
  if (quantiles.length === 0) return ofMean(meanOf(latency));
  const fits = LAWS.flatMap((law) => fitTo(law, quantiles) ?? []);
  const best = Math.min(...fits.map(({ error }) => error));
  const simplest = [...fits]
    .sort((a, b) => a.size - b.size || a.error - b.error)
    .find(({ error }) => error <= Math.max(GOOD, NEARLY * best))!;
  if (simplest.error > BAD && latency.kind === 'seen') return asSeen(latency, quantiles);
  const { kind, written, error } = simplest;
  return { kind, written, error, quantiles: simplest.quantiles };
}

/** Quantiles of one name only tell of no shape, nor does a mean. */
function ofMean(mean: number | undefined): LatencyFit | null {
  if (mean === undefined) return null;
  const written = { distribution: 'exponential', mean: rounded(Math.max(mean, LEAST_MS)) };
  return { kind: 'exponential', written, quantiles: [], error: null };
}

function fitTo(law: Law, quantiles: readonly Quantile[]) {
  // Through fewer points than it has parameters there are many of its kind.
  if (law.size > quantiles.length) return undefined;
  const parameters = law.fit(quantiles);
  if (parameters === null) return undefined;
  const compared = quantiles.map(({ share, ms }) => ({
    share,
    recordedMs: ms,
    fittedMs: law.quantile(parameters, share),
  }));
  const error = errorOf(compared);
  if (!Number.isFinite(error)) return undefined;
  return {
    kind: law.kind,
    size: law.size,
    error,
    quantiles: compared,
    written: writtenLaw(law, parameters),
  };
}

function writtenLaw(law: Law, parameters: object): Written {
  const settings = Object.entries(law.settings(parameters)).map(([name, value]) => [
    name,
    name === 'shape' ? Number(value.toPrecision(3)) : rounded(value),
  ]);
  return { distribution: law.kind, ...Object.fromEntries(settings) };
}

function asSeen(
  latency: Extract<Latency, { kind: 'seen' }>,
  quantiles: readonly Quantile[],
): LatencyFit {
  const values = Array.from({ length: VALUES }, (_, i) =>
    latency.sketch.quantile((i + 0.5) / VALUES),
  );
  const compared = quantiles.map(({ share, ms }) => ({
    share,
    recordedMs: ms,
    fittedMs: Math.max(LEAST_MS, values[Math.min(VALUES - 1, Math.ceil(share * VALUES) - 1)]!),
  }));
  return {
    kind: 'empirical',
    written: { distribution: 'empirical', values: values.map(rounded) },
    quantiles: compared,
    error: errorOf(compared),
  };
}

/** Of the logarithms, the root of the mean square. */
function errorOf(quantiles: LatencyFit['quantiles']): number {
  const squares = quantiles.map(({ recordedMs, fittedMs }) => Math.log(fittedMs / recordedMs) ** 2);
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / squares.length);
}

/** Three figures are more than is known. */
export function rounded(ms: number): string {
  return exactDuration(Number(ms.toPrecision(3)));
}
