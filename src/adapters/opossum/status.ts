import { Emitter } from '../emitter.ts';

/** What is counted, by opossum's names. */
const COUNTED = [
  'failures',
  'fallbacks',
  'successes',
  'rejects',
  'fires',
  'timeouts',
  'cacheHits',
  'cacheMisses',
  'coalesceCacheHits',
  'coalesceCacheMisses',
  'semaphoreRejections',
] as const;

export type Counted = (typeof COUNTED)[number];

type Bucket = Record<Counted, number> & {
  latencyTimes: number[];
  isCircuitBreakerOpen?: boolean;
};

/** The counts of the rolling window. Latencies are in ms; -1 where they are not kept. */
export type Stats = Record<Counted, number> & {
  readonly latencyTimes: readonly number[];
  readonly latencyMean: number;
  readonly percentiles: Readonly<Record<number, number>>;
};

const PERCENTILES = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 1] as const;
const UNKNOWN = -1;

interface StatusTerms {
  readonly buckets: number;
  readonly bucketMs: number;
  readonly keepsLatencies: boolean;
  /** In ms since the breaker was made. */
  readonly now: () => number;
  /** Counts from before, which stand in the newest bucket. */
  readonly before: Partial<Stats>;
}

/** opossum's `status`, which tells its `snapshot` once a bucket: counts of the last seconds, in buckets that are dropped one at a time. */
export class Status extends Emitter<{ snapshot: readonly [Stats] }> {
  private readonly terms: StatusTerms;
  /** The newest first. */
  private buckets: Bucket[];
  private turned = 0;

  constructor(terms: StatusTerms) {
    super();
    this.terms = terms;
    this.buckets = Array.from({ length: terms.buckets }, newBucket);
    const [newest] = this.buckets;
    for (const name of COUNTED) newest![name] = terms.before[name] ?? 0;
    newest!.latencyTimes.push(...(terms.before.latencyTimes ?? []));
  }

  /** The buckets, the newest first. */
  get window(): readonly Readonly<Bucket>[] {
    this.turn();
    return [...this.buckets];
  }

  get stats(): Stats {
    this.turn();
    const totals = Object.fromEntries(
      COUNTED.map((name) => [name, this.buckets.reduce((sum, bucket) => sum + bucket[name], 0)]),
    ) as Record<Counted, number>;
    if (!this.terms.keepsLatencies) {
      const percentiles = Object.fromEntries(PERCENTILES.map((share) => [share, UNKNOWN]));
      return { ...totals, latencyTimes: [], latencyMean: UNKNOWN, percentiles };
    }
    const times = this.buckets.flatMap(({ latencyTimes }) => latencyTimes).sort((a, b) => a - b);
    const sum = times.reduce((all, time) => all + time, 0);
    return {
      ...totals,
      latencyTimes: times,
      latencyMean: times.length === 0 ? 0 : sum / times.length,
      percentiles: Object.fromEntries(PERCENTILES.map((share) => [share, quantile(times, share)])),
    };
  }

  count(name: Counted, latencyMs?: number): void {
    this.turn();
    const [newest] = this.buckets;
    newest![name]++;
    if (latencyMs !== undefined && this.terms.keepsLatencies) newest!.latencyTimes.push(latencyMs);
  }

  mark(isOpen: boolean): void {
    this.turn();
    this.buckets[0]!.isCircuitBreakerOpen = isOpen;
  }

  private turn(): void {
    const { buckets, bucketMs, now } = this.terms;
    const present = Math.floor(now() / bucketMs);
    const turns = Math.min(buckets, present - this.turned);
    this.turned = Math.max(this.turned, present);
    for (let i = 0; i < turns; i++) {
      this.buckets.pop();
      this.buckets.unshift(newBucket());
    }
  }
}

function newBucket(): Bucket {
  const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Record<Counted, number>;
  return { ...counts, latencyTimes: [] };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
