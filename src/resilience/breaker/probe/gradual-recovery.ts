import * as v from 'valibot';
import { count, positiveDuration, positiveShare } from '../../../kernel/quantities.ts';
import { shareText } from '../../../kernel/quantity-text.ts';
import { eitherBy, settings } from '../../../kernel/settings.ts';
import { ProbePolicy, type ProbeVerdict, probeVariant, sentCalls } from './probe-policy.ts';

interface Settings {
  readonly steps: readonly number[];
  readonly every: number;
  readonly minimumCalls: number;
  readonly failureRate: number;
  readonly lease?: number | undefined;
}

/** Sums of shares such as twenty times 5 % fall this little short of 1. */
const SLACK = 1e-9;

/**
 * Lets a growing share of the calls through, evenly spread, so that a service that has just come back is
 * not met by the whole herd. A step lasts until its time is over *and* enough of its calls have ended;
 * too many failures among them lead a step down, and from the lowest back to open.
 */
class GradualRecovery extends ProbePolicy {
  readonly permits = Number.POSITIVE_INFINITY;
  readonly leaseMs: number;
  private readonly steps: readonly number[];
  private readonly every: number;
  private readonly minimumCalls: number;
  private readonly failureRate: number;
  private step = 0;
  private endsAtMs = Number.POSITIVE_INFINITY;
  private calls = 0;
  private failures = 0;
  /** Grows by the step's share with each call that asks; at 1 a call may go. */
  private credit = 0;
  private lastPermit = 0;
  /** Calls of an earlier step met another share of traffic: they do not judge this one. */
  private firstOfStep = 0;
  private why = '';

  constructor({ steps, every, minimumCalls, failureRate, lease }: Settings) {
    super();
    this.steps = steps;
    this.every = every;
    this.minimumCalls = minimumCalls;
    this.failureRate = failureRate;
    this.leaseMs = lease ?? Number.POSITIVE_INFINITY;
  }

  override get wakeAtMs(): number {
    return this.calls >= this.minimumCalls ? this.endsAtMs : Number.POSITIVE_INFINITY;
  }

  begin(now: number): void {
    this.why = '';
    this.enter(0, now);
  }

  override admits(permit: number): boolean {
    this.credit += this.steps[this.step]!;
    if (this.credit < 1 - SLACK) return false;
    this.credit -= 1;
    this.lastPermit = permit;
    return true;
  }

  onSuccess(now: number, permit: number): ProbeVerdict {
    if (permit < this.firstOfStep) return 'stay';
    this.calls++;
    return this.judge(now);
  }

  onFailure(now: number, permit: number): ProbeVerdict {
    if (permit < this.firstOfStep) return 'stay';
    this.calls++;
    this.failures++;
    return this.judge(now);
  }

  override onTime(now: number): ProbeVerdict {
    return this.judge(now);
  }

  standing(): string {
    return this.why === '' ? this.present() : this.why;
  }

  private judge(now: number): ProbeVerdict {
    if (this.calls < this.minimumCalls) return 'stay';
    if (this.failures / this.calls >= this.failureRate) return this.fallBack(now);
    if (now < this.endsAtMs) return 'stay';
    if (this.step === this.steps.length - 1) {
      this.why = `recovered in ${this.steps.length} ${this.steps.length === 1 ? 'step' : 'steps'}`;
      return 'close';
    }
    this.enter(this.step + 1, now);
    return 'stay';
  }

  private fallBack(now: number): ProbeVerdict {
    if (this.step === 0) {
      this.why = this.present();
      return 'reopen';
    }
    this.enter(this.step - 1, now);
    return 'stay';
  }

  private enter(step: number, now: number): void {
    this.step = step;
    this.endsAtMs = now + this.every;
    this.calls = 0;
    this.failures = 0;
    this.firstOfStep = this.lastPermit + 1;
    // The first call of a step goes at once.
    this.credit = 1 - this.steps[step]!;
  }

  private present(): string {
    const share = shareText(this.steps[this.step]!);
    return `${this.failures} of ${this.calls} calls failed at ${share} of the traffic`;
  }
}

const listed = v.pipe(
  v.array(positiveShare, 'a list of shares such as [5%, 25%, 100%]'),
  v.minLength(1, 'at least one share'),
);

const stride = v.pipe(positiveShare, v.minValue(0.001, 'a share of at least 0.1%'));

/** Additive increase: from 5 % by 10 % at a time. */
const added = v.pipe(
  settings({ from: positiveShare, by: stride }),
  v.transform(({ from, by }) => {
    const steps: number[] = [];
    for (let i = 0; from + i * by < 1 - SLACK; i++) steps.push(from + i * by);
    return [...steps, 1];
  }),
);

export const gradualRecovery = probeVariant({
  kind: 'gradual-recovery',
  summary: 'a growing share of the calls is let through; failures lead a step down, or reopen',
  entries: {
    steps: v.optional(
      v.pipe(
        eitherBy(Array.isArray, listed, added),
        v.description(
          'Shares of the traffic, one after the other; or { from, by } to add up to 100%',
        ),
      ),
      ['5%', '25%', '100%'],
    ),
    every: v.optional(
      v.pipe(positiveDuration, v.description('How long a step lasts at least')),
      '10s',
    ),
    minimumCalls: v.optional(
      v.pipe(count(1), v.description('Calls that must have ended before a step is judged')),
      5,
    ),
    failureRate: v.optional(
      v.pipe(positiveShare, v.description('The share of failures that leads a step down')),
      0.5,
    ),
    ...sentCalls,
  },
  create: (settings) => new GradualRecovery(settings),
});
