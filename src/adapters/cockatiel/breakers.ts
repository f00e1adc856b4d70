import type { CircuitBreakerSettings } from '../../resilience/breaker/circuit-breaker.ts';
import type { CircuitState } from './circuit-state.ts';

type Trip = NonNullable<CircuitBreakerSettings['trip']>;

/** Decides by itself when the circuit opens; `state` is what of it outlives the process. */
export interface Breaker {
  state: unknown;
  success(state: CircuitState): void;
  failure(state: CircuitState): boolean;
}

/** What opens the circuit, as a trip policy of this library. */
export abstract class SettledBreaker {
  abstract readonly trip: Trip;
}

/** Opens after so many failures in a row. */
export class ConsecutiveBreaker extends SettledBreaker {
  readonly trip: Trip;

  constructor(threshold: number) {
    super();
    this.trip = { kind: 'consecutive-failures', failures: Math.max(1, Math.ceil(threshold)) };
  }
}

export interface CountBreakerOptions {
  /** More than this share of the calls must have failed; between 0 and 1. */
  readonly threshold: number;
  readonly size: number;
  readonly minimumNumberOfCalls?: number;
}

/** Opens where more than a share of the last so many calls failed. */
export class CountBreaker extends SettledBreaker {
  readonly trip: Trip;

  constructor({ threshold, size, minimumNumberOfCalls = size }: CountBreakerOptions) {
    super();
    checkThreshold('CountBreaker', threshold);
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new RangeError(`CountBreaker: a size of at least 1 is wanted, found ${size}`);
    }
    if (
      !Number.isSafeInteger(minimumNumberOfCalls) ||
      minimumNumberOfCalls < 1 ||
      minimumNumberOfCalls > size
    ) {
      throw new RangeError(
        `CountBreaker: a minimum of 1 to ${size} calls is wanted, found ${minimumNumberOfCalls}`,
      );
    }
    this.trip = {
      kind: 'failure-rate',
      rate: threshold,
      strict: true,
      window: { calls: size },
      minimumCalls: minimumNumberOfCalls,
    };
  }
}

export interface SamplingBreakerOptions {
  /** More than this share of the calls must have failed; between 0 and 1. */
  readonly threshold: number;
  /** How far back it looks, in ms. */
  readonly duration: number;
  /** With fewer calls a second it does not judge. */
  readonly minimumRps?: number;
}

/** Left out, so many failures a second are wanted at the least. */
const FAILURES_PER_SECOND = 5;
const LEAST_BUCKETS = 5;

/** Opens where more than a share of the calls of the last so many ms failed. */
export class SamplingBreaker extends SettledBreaker {
  readonly trip: Trip;

  constructor({ threshold, duration, minimumRps }: SamplingBreakerOptions) {
    super();
    checkThreshold('SamplingBreaker', threshold);
    const callsPerSecond = minimumRps || FAILURES_PER_SECOND / threshold;
    this.trip = {
      kind: 'failure-rate',
      rate: threshold,
      strict: true,
      window: {
        time: duration,
        buckets: Math.max(LEAST_BUCKETS, Math.ceil(duration / 1_000)),
      },
      minimumCalls: Math.max(1, Math.ceil((callsPerSecond * duration) / 1_000 - 1e-9)),
    };
  }
}

function checkThreshold(breaker: string, threshold: number): void {
  if (threshold > 0 && threshold < 1) return;
  throw new RangeError(`${breaker}: a threshold between 0 and 1 is wanted, found ${threshold}`);
}
