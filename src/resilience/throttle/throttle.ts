import { RollingCount } from './rolling-count.ts';
import type { ThrottleSettings } from './settings.ts';

/**
 * Adaptive throttling on the client's side (Beyer et al., Site Reliability Engineering, 2016, ch. 21):
 * while the service accepts less than one request in K, send only K times what it accepts. It has no
 * states and no probes: the trickle that passes is its probe. Weakness: it needs traffic to learn from,
 * and it remembers an outage for as long as the window is.
 */
export class Throttle {
  private readonly k: number;
  private readonly requests: RollingCount;
  private readonly accepts: RollingCount;

  constructor({ k, window }: ThrottleSettings) {
    this.k = k;
    this.requests = new RollingCount(window);
    this.accepts = new RollingCount(window);
  }

  /** max(0, (requests − K·accepts) / (requests + 1)) */
  rejectionProbability(now: number): number {
    this.requests.expire(now);
    this.accepts.expire(now);
    const excess = this.requests.count - this.k * this.accepts.count;
    return Math.max(0, excess / (this.requests.count + 1));
  }

  /** Counts one more request and says whether it may be sent; `uniform` is a draw from [0, 1). */
  admits(now: number, uniform: number): boolean {
    const probability = this.rejectionProbability(now);
    this.requests.add(now);
    return uniform >= probability;
  }

  /** The service accepted a request: it answered, if only with a "no". */
  accept(now: number): void {
    this.accepts.add(now);
  }
}
