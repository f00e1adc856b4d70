import * as v from 'valibot';
import { positiveDuration } from '../../../kernel/quantities.ts';
import { eitherBy, isBlock, settings } from '../../../kernel/settings.ts';
import type { ServiceFailure } from '../../failure.ts';
import type { OutcomeWindow } from '../window/outcome-window.ts';
import {
  createMarkWindow,
  minimumOf,
  type RecentCalls,
  shareOfRecent,
} from '../window/settings.ts';
import { type RecentShare, type TimedVerdict, TripPolicy } from './trip-policy.ts';

/** Which calls a share is about. */
export interface Marked {
  success(durationMs: number): boolean;
  failure(durationMs: number, kind: ServiceFailure): boolean;
  /** Whether `success` looks at the duration. */
  readonly needsTime: boolean;
  readonly of: RecentShare['of'];
  /** What they did, in words: "failed", "took 1 s or more". */
  readonly words: string;
}

/** When a share is looked at, beside the calls that make it larger. */
const judged = eitherBy(
  isBlock,
  settings({ every: positiveDuration }),
  v.picklist(['as-it-rises', 'at-every-result']),
);

/** The settings of every policy that opens at a share of the recent calls, beside its `rate`. */
export const shareOfCalls = {
  strict: v.optional(
    v.pipe(
      v.boolean('true or false'),
      v.description('Whether the share must be above the rate; at the very rate it then stays'),
    ),
  ),
  judged: v.optional(
    v.pipe(
      judged,
      v.description(
        'When the share is looked at. as-it-rises (as left out): at a call that makes it larger. at-every-result: a success may open it too, as the one that completes the minimum. { every }: by a timer only',
      ),
    ),
  ),
  ...shareOfRecent,
} as const;

type Judged = v.InferOutput<typeof judged>;

interface ShareSettings extends RecentCalls {
  readonly rate: number;
  readonly strict?: boolean | undefined;
  readonly judged?: Judged | undefined;
}

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Opens when the share of marked calls among the recent ones reaches `rate`. Blind until `minimumCalls` are
 * in the window. Judged on marked calls only, unless the settings have it otherwise: any other call makes the
 * share smaller, even where it is the one that makes the minimum full.
 */
export class ShareOfCalls extends TripPolicy {
  override readonly needsTime: boolean;
  override readonly countsStarts: boolean;
  override readonly isTimed: boolean;
  private readonly rate: number;
  private readonly isStrict: boolean;
  private readonly atEveryResult: boolean;
  private readonly everyMs: number;
  private readonly minimumCalls: number;
  /** The calls that ended, marked or not; where calls count as they start, the marked ones alone. */
  private readonly window: OutcomeWindow;
  /** The calls that the share is of. */
  private readonly whole: OutcomeWindow;
  private readonly marked: Marked;
  private judgedAtMs = NEVER;

  constructor(settings: ShareSettings, marked: Marked) {
    super();
    const { rate, strict, judged, window } = settings;
    this.rate = rate;
    this.isStrict = strict === true;
    this.atEveryResult = judged === 'at-every-result';
    this.everyMs = isBlock(judged) ? judged.every : NEVER;
    this.isTimed = this.everyMs !== NEVER;
    this.minimumCalls = minimumOf(settings);
    this.window = createMarkWindow(settings);
    this.countsStarts = 'of' in window && window.of === 'started';
    this.whole = this.countsStarts ? createMarkWindow(settings) : this.window;
    this.marked = marked;
    this.needsTime = this.window.needsTime || marked.needsTime || this.isTimed;
  }

  override get wakeAtMs(): number {
    return this.judgedAtMs;
  }

  /** A look that was due while the circuit was not closed is not made up for. */
  override begin(now: number): void {
    this.judgedAtMs = this.isTimed && this.whole.calls > 0 ? this.nextLook(now) : NEVER;
  }

  override onStart(now: number): void {
    this.whole.record(now, 0);
  }

  override onSuccess(now: number, durationMs: number): boolean {
    return this.judge(now, this.marked.success(durationMs));
  }

  onFailure(now: number, durationMs: number, kind: ServiceFailure): boolean {
    return this.judge(now, this.marked.failure(durationMs, kind));
  }

  holds(now: number): boolean {
    this.expire(now);
    return this.isReached();
  }

  override onTime(now: number): TimedVerdict {
    const holds = this.holds(now);
    // A window of calls stays as it is until the next one ends.
    this.judgedAtMs = this.window.needsTime && this.whole.calls > 0 ? this.nextLook(now) : NEVER;
    return holds ? 'open' : 'stay';
  }

  standing(now: number): string {
    this.expire(now);
    const { sum } = this.window;
    const { calls } = this.whole;
    const percent = calls === 0 ? 0 : Math.round((100 * sum) / calls);
    return `${sum} of ${calls} calls ${this.marked.words} (${percent} %)`;
  }

  override shares(now: number): readonly RecentShare[] {
    this.expire(now);
    const { sum: marked } = this.window;
    const { calls } = this.whole;
    const rate = calls === 0 || calls < this.minimumCalls ? null : marked / calls;
    return [{ of: this.marked.of, calls, marked, rate }];
  }

  clear(): void {
    this.window.clear();
    this.whole.clear();
  }

  private judge(now: number, marked: boolean): boolean {
    if (!this.countsStarts) this.window.record(now, marked ? 1 : 0);
    else {
      if (marked) this.window.record(now, 1);
      this.expire(now);
    }
    if (this.isTimed) {
      if (this.judgedAtMs === NEVER) this.judgedAtMs = this.nextLook(now);
      return false;
    }
    return (marked || this.atEveryResult) && this.isReached();
  }

  private isReached(): boolean {
    const { calls } = this.whole;
    if (calls < this.minimumCalls) return false;
    // Divided, not multiplied: 0.55 * 100 is a little more than 55.
    const share = this.window.sum / calls;
    return this.isStrict ? share > this.rate : share >= this.rate;
  }

  private expire(now: number): void {
    this.window.expire(now);
    this.whole.expire(now);
  }

  /** Looks are at whole multiples of their distance, by the clock that tells the time. */
  private nextLook(now: number): number {
    return (Math.floor(now / this.everyMs) + 1) * this.everyMs;
  }
}
