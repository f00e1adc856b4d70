/** Where answers are kept, ours or one of your own; times are in ms since 1970, 0 is for ever. */
export interface CacheTransport {
  get(key: string): unknown;
  set(key: string, value: unknown, expiresAt: number): void;
  flush(): void;
}

/** The most that a Map holds. */
const MOST_ENTRIES = 2 ** 24 - 1;

/** Keeps answers in memory; where there is no more room the oldest goes. */
export class MemoryCache implements CacheTransport {
  private readonly entries = new Map<string, { value: unknown; expiresAt: number }>();
  private readonly epochMs: () => number;
  private readonly size: number;

  constructor(epochMs: () => number, size = MOST_ENTRIES) {
    this.epochMs = epochMs;
    this.size = size;
  }

  get(key: string): unknown {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAt === 0 || entry.expiresAt > this.epochMs()) return entry.value;
    this.entries.delete(key);
    return undefined;
  }

  set(key: string, value: unknown, expiresAt: number): void {
    if (this.entries.size >= this.size && !this.entries.has(key)) {
      const [oldest] = this.entries.keys();
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    this.entries.set(key, { value, expiresAt });
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  flush(): void {
    this.entries.clear();
  }
}
