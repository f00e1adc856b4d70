import type { Breaker } from '../breaker.ts';
import { type Move, probed, type SharedRecord } from './shared-record.ts';

/** What probes came to so far, the prober's own and those of the probers before it. */
export class ProbeTally {
  private readonly truth: Breaker;
  private good = 0;
  private bad = 0;

  constructor(truth: Breaker) {
    this.truth = truth;
  }

  /** A probe of this process ended, and there is no verdict yet. */
  note(who: string, isGood: boolean): Move {
    if (isGood) this.good++;
    else this.bad++;
    return probed(who, this.good, this.bad);
  }

  /** This process probes from now on, and its breaker goes on where the others left off. */
  recall({ good, bad }: SharedRecord, now: number): void {
    const { truth } = this;
    this.good = good;
    this.bad = bad;
    for (let i = 0; i < good + bad && truth.stateName === 'half-open'; i++) {
      const permit = truth.tryAcquire(now);
      if (i < good) truth.succeed(permit, now, 0);
      else truth.fail(permit, now, 0, 'error');
    }
  }
}
