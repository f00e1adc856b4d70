import { type Durations, Histogram } from '../../kernel/histogram.ts';

/** Durations of one kind, recorded by themselves and, where somebody asks for it, with those of others. */
export class PooledDurations {
  readonly own = new Histogram();
  private pool: Histogram | undefined;

  record(ms: number): void {
    this.own.record(ms);
    if (this.pool !== undefined) this.pool.record(ms);
  }

  /** What several record from now on, as one. */
  static together(all: readonly PooledDurations[]): Durations {
    const [only] = all;
    if (only !== undefined && all.length === 1) return only.own;
    const pool = new Histogram();
    for (const one of all) one.pool = pool;
    return pool;
  }
}
