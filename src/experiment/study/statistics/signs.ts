import type { Better } from '../../../model/metrics/metric.ts';

/** Paired differences counted by their sign, as they are written. */
export interface SignsJson {
  readonly more: number;
  readonly equal: number;
  readonly less: number;
}

/** In how many seeds an arm is better than the baseline. */
export interface BetterIn {
  readonly better: number;
  readonly equal: number;
  readonly worse: number;
}

/** Counts paired differences by their sign. */
export class Signs {
  more = 0;
  equal = 0;
  less = 0;

  static from(json: SignsJson): Signs {
    return Object.assign(new Signs(), json);
  }

  /** Takes note of a difference; null where one arm lacks the metric. */
  add(difference: number | null): void {
    if (difference === null) return;
    if (difference > 0) this.more++;
    else if (difference < 0) this.less++;
    else this.equal++;
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: SignsJson): void {
    this.more += other.more;
    this.equal += other.equal;
    this.less += other.less;
  }

  /** In how many seeds it is better, as the metric has it; null where more is neither good nor bad. */
  betterIn(direction: Better): BetterIn | null {
    const { more, equal, less } = this;
    if (direction === null) return null;
    return direction === 'more'
      ? { better: more, equal, worse: less }
      : { better: less, equal, worse: more };
  }

  toJSON(): SignsJson {
    const { more, equal, less } = this;
    return { more, equal, less };
  }
}
