import * as v from 'valibot';
import { count, positiveDuration, share } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';

/** Of a callee with several instances; the defaults are Envoy's. */
export const outlierDetectionSettings = settings({
  consecutiveFailures: v.optional(
    v.pipe(count(1), v.description('Failures of one instance in a row that eject it')),
    5,
  ),
  interval: v.optional(
    v.pipe(
      positiveDuration,
      v.description('Between two sweeps: only then does an ejected instance come back'),
    ),
    '10s',
  ),
  baseEjection: v.optional(
    v.pipe(
      positiveDuration,
      v.description('How long the first ejection lasts; the n-th lasts n times as long'),
    ),
    '30s',
  ),
  longestEjection: v.optional(
    v.pipe(
      positiveDuration,
      v.description('No ejection lasts longer than this, or than the base where that is longer'),
    ),
    '5m',
  ),
  maxEjected: v.optional(
    v.pipe(
      share,
      v.description(
        'Most instances that may be ejected at once, as a share: 10% of nine or fewer is none at all',
      ),
    ),
    '10%',
  ),
  panic: v.optional(
    v.pipe(
      share,
      v.description('With fewer instances than this share left, all are used again; 0%: never'),
    ),
    '50%',
  ),
});

export type OutlierDetectionSettings = v.InferOutput<typeof outlierDetectionSettings>;

/** Not ejected. */
const IN_USE = Number.POSITIVE_INFINITY;
/** What rounding may take from a share of a whole number: 29% of 100 is 28.999999999999996. */
const ROUNDING = 1e-9;

/**
 * Which instances of a service one caller leaves alone, by the rules of Envoy's outlier detection: an
 * instance that fails so often in a row is ejected at once, if not too many are already; nobody probes it,
 * it comes back by time, at a sweep; each further ejection lasts longer, and each sweep that finds it in
 * use takes one ejection back. Blind to rate: one lucky success starts the count again.
 *
 * Source: Envoy, config/cluster/v3/outlier_detection.proto, and the panic threshold of its load balancers.
 */
export class OutlierDetection {
  private readonly settings: OutlierDetectionSettings;
  private readonly longestMs: number;
  /** By instance. */
  private readonly failures: Int32Array;
  private readonly ejectedAt: Float64Array;
  private readonly ejections: Int32Array;
  private ejectedNow = 0;

  constructor(settings: OutlierDetectionSettings, instances: number) {
    this.settings = settings;
    this.longestMs = Math.max(settings.baseEjection, settings.longestEjection);
    this.failures = new Int32Array(instances);
    this.ejectedAt = new Float64Array(instances).fill(IN_USE);
    this.ejections = new Int32Array(instances);
  }

  /** How many are ejected at present. */
  get ejected(): number {
    return this.ejectedNow;
  }

  /** Whether so few are left that all are used, ejected or not. */
  get panics(): boolean {
    const { length } = this.failures;
    return length - this.ejectedNow < this.settings.panic * length;
  }

  /** Whether a request may go to this instance. */
  admits(instance: number): boolean {
    return this.ejectedAt[instance] === IN_USE || this.panics;
  }

  /** The instance answered well. */
  succeed(instance: number): void {
    this.failures[instance] = 0;
  }

  /** The instance failed. True where it is ejected for it; `now` in ms. */
  fail(instance: number, now: number): boolean {
    const inARow = this.failures[instance]! + 1;
    const isOutlier = inARow >= this.settings.consecutiveFailures;
    // The count begins again even where too many are ejected to eject one more.
    this.failures[instance] = isOutlier ? 0 : inARow;
    if (!isOutlier || this.ejectedAt[instance] !== IN_USE || !this.mayEject()) return false;
    this.ejectedAt[instance] = now;
    // What could not make it longer is not counted, so that it need not be taken back either.
    if (this.ejectionMs(instance) < this.longestMs) {
      this.ejections[instance] = this.ejections[instance]! + 1;
    }
    this.ejectedNow++;
    return true;
  }

  /** To be called every `interval`, with the present instant in ms: `onReturn` is told who comes back. */
  sweep(now: number, onReturn: (instance: number) => void): void {
    this.ejectedAt.forEach((since, instance) => {
      if (since === IN_USE) {
        this.ejections[instance] = Math.max(0, this.ejections[instance]! - 1);
      } else if (now - since >= this.ejectionMs(instance)) {
        this.ejectedAt[instance] = IN_USE;
        this.failures[instance] = 0;
        this.ejectedNow--;
        onReturn(instance);
      }
    });
  }

  private ejectionMs(instance: number): number {
    return Math.min(this.longestMs, this.settings.baseEjection * this.ejections[instance]!);
  }

  private mayEject(): boolean {
    return this.ejectedNow + 1 <= this.settings.maxEjected * this.failures.length + ROUNDING;
  }
}
