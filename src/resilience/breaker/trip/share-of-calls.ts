import type { ServiceFailure } from '../../failure.ts';
import type { OutcomeWindow } from '../window/outcome-window.ts';
import { type RecentShare, TripPolicy } from './trip-policy.ts';

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

/**
 * Opens when the share of marked calls among the recent ones reaches `rate`. Blind until `minimumCalls` are
 * in the window. Judged on marked calls only: any other call makes the share smaller, even where it is
 * the one that makes the minimum full.
 */
export class ShareOfCalls extends TripPolicy {
  override readonly needsTime: boolean;
  private readonly rate: number;
  private readonly minimumCalls: number;
  private readonly window: OutcomeWindow;
  private readonly marked: Marked;

  constructor(rate: number, minimumCalls: number, window: OutcomeWindow, marked: Marked) {
    super();
    this.rate = rate;
    this.minimumCalls = minimumCalls;
    this.window = window;
    this.marked = marked;
    this.needsTime = window.needsTime || marked.needsTime;
  }

  override onSuccess(now: number, durationMs: number): boolean {
    return this.judge(now, this.marked.success(durationMs));
  }

  onFailure(now: number, durationMs: number, kind: ServiceFailure): boolean {
    return this.judge(now, this.marked.failure(durationMs, kind));
  }

  standing(now: number): string {
    this.window.expire(now);
    const { calls, sum } = this.window;
    const percent = calls === 0 ? 0 : Math.round((100 * sum) / calls);
    return `${sum} of ${calls} calls ${this.marked.words} (${percent} %)`;
  }

  override shares(now: number): readonly RecentShare[] {
    this.window.expire(now);
    const { calls, sum: marked } = this.window;
    const rate = calls === 0 || calls < this.minimumCalls ? null : marked / calls;
    return [{ of: this.marked.of, calls, marked, rate }];
  }

  clear(): void {
    this.window.clear();
  }

  private judge(now: number, marked: boolean): boolean {
    this.window.record(now, marked ? 1 : 0);
    const { calls, sum } = this.window;
    // Divided, not multiplied: 0.55 * 100 is a little more than 55.
    return marked && calls >= this.minimumCalls && sum / calls >= this.rate;
  }
}
