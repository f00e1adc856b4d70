import { type CacheTransport, MemoryCache } from './cache.ts';
import type { DecodedOptions } from './options.ts';

type Promised = Promise<unknown>;
/** What was found instead of a call, and where. */
interface Found {
  readonly in: 'cache' | 'coalesceCache';
  readonly answer: Promised;
}

/** Answers that spare a call: those of before (`cache`), and of calls under way (`coalesce`). */
export class Answers {
  private readonly options: DecodedOptions;
  private readonly epochMs: () => number;
  private readonly kept: CacheTransport | undefined;
  private readonly underWay: MemoryCache | undefined;

  constructor(options: DecodedOptions, epochMs: () => number) {
    this.options = options;
    this.epochMs = epochMs;
    const { cache, cacheTransport, cacheSize, coalesce, coalesceSize } = options;
    if (cache) this.kept = cacheTransport ?? new MemoryCache(epochMs, cacheSize);
    if (coalesce) this.underWay = new MemoryCache(epochMs, coalesceSize);
  }

  keyOf(args: readonly unknown[]): string {
    const isAsked = this.kept !== undefined || this.underWay !== undefined;
    return isAsked ? this.options.cacheGetKey(...args) : '';
  }

  /** Tells `onLook` of each place that it looks at, and whether there was an answer. */
  find(key: string, onLook: (place: Found['in'], hit: boolean) => void): Promised | undefined {
    const places = { cache: this.kept, coalesceCache: this.underWay } as const;
    for (const [name, place] of Object.entries(places)) {
      if (place === undefined) continue;
      const answer = place.get(key) as Promised | undefined;
      onLook(name as Found['in'], answer !== undefined);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  /** A call is under way. */
  begin(key: string, call: Promised): void {
    this.underWay?.set(key, call, this.until(this.options.coalesceTTL));
  }

  keep(key: string, answer: Promised): void {
    this.kept?.set(key, answer, this.until(this.options.cacheTTL));
  }

  /** A call ended so; no event: it was never made. */
  end(key: string, event?: 'success' | 'error' | 'timeout'): void {
    if (event === undefined || this.options.coalesceResetOn.includes(event)) {
      this.underWay?.delete(key);
    }
  }

  flush(): void {
    this.kept?.flush();
    this.underWay?.flush();
  }

  private until(ttlMs: number): number {
    return ttlMs > 0 ? this.epochMs() + ttlMs : 0;
  }
}
