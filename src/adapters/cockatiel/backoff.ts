import { systemRandom } from '../../resilience/system-clock.ts';

/** Waits, one after the other. */
export interface BackoffFactory<Told> {
  next(told: Told): Backoff<Told>;
}

/** A wait of `duration` ms, and what comes after it. */
export interface Backoff<Told> extends BackoffFactory<Told> {
  readonly duration: number;
}

/** Always the same wait. */
export class ConstantBackoff implements BackoffFactory<unknown> {
  private readonly interval: number;

  constructor(interval: number) {
    this.interval = interval;
  }

  next(): Backoff<unknown> {
    const always: Backoff<unknown> = { duration: this.interval, next: () => always };
    return always;
  }
}

/** One wait after the other, then the last for ever. */
export class IterableBackoff implements BackoffFactory<unknown> {
  private readonly durations: readonly number[];

  constructor(durations: readonly number[]) {
    this.durations = durations;
  }

  next(): Backoff<unknown> {
    return this.at(0);
  }

  private at(index: number): Backoff<unknown> {
    const last = this.durations.length - 1;
    return {
      duration: this.durations[index]!,
      next: () => this.at(index >= last ? last : index + 1),
    };
  }
}

export type DelegateBackoffFn<Told, State = void> = (
  told: Told,
  state?: State,
) => { readonly delay: number; readonly state: State } | number;

/** Waits that a function names, which may hand itself a state. */
export class DelegateBackoff<Told, State = void> implements BackoffFactory<Told> {
  private readonly fn: DelegateBackoffFn<Told, State>;

  constructor(fn: DelegateBackoffFn<Told, State>) {
    this.fn = fn;
  }

  next(told: Told): Backoff<Told> {
    return this.after(told, undefined);
  }

  private after(told: Told, state: State | undefined): Backoff<Told> {
    const answer = this.fn(told, state);
    const { delay, state: kept } = typeof answer === 'number' ? { delay: answer, state } : answer;
    return { duration: delay, next: (next) => this.after(next, kept) };
  }
}

export interface ExponentialBackoffOptions<State> {
  readonly generator: Generator<State>;
  readonly maxDelay: number;
  readonly exponent: number;
  readonly initialDelay: number;
}

/** The next wait in ms, and what the generator is to know at the one after it. */
export type Generator<State> = (
  state: State | undefined,
  options: ExponentialBackoffOptions<State>,
) => [number, State];

/** Longer from wait to wait, as its generator says. */
export class ExponentialBackoff<State = [number, number]> implements BackoffFactory<unknown> {
  private readonly options: ExponentialBackoffOptions<State>;

  constructor(options: Partial<ExponentialBackoffOptions<State>> = {}) {
    const generator = decorrelatedJitterGenerator as unknown as Generator<State>;
    this.options = { generator, maxDelay: 30_000, exponent: 2, initialDelay: 128, ...options };
  }

  next(): Backoff<unknown> {
    return this.after(undefined);
  }

  private after(state: State | undefined): Backoff<unknown> {
    const [duration, next] = this.options.generator(state, this.options);
    return { duration, next: () => this.after(next) };
  }
}

/** Doubles, whatever the exponent is: cockatiel does so. */
export const noJitterGenerator: Generator<number> = (waits = 0, { maxDelay, initialDelay }) => [
  Math.min(maxDelay, initialDelay * 2 ** waits),
  waits + 1,
];

export const fullJitterGenerator: Generator<number> = (waits, options) => {
  const [delay, next] = noJitterGenerator(waits, options);
  return [Math.floor(systemRandom.next() * delay), next];
};

export const halfJitterGenerator: Generator<number> = (waits, options) => {
  const [delay, next] = noJitterGenerator(waits, options);
  return [Math.floor((delay + systemRandom.next() * delay) / 2), next];
};

const P_FACTOR = 4;
const SCALE = 1 / 1.4;

/** Polly's "decorrelated jitter V2" (G. Dumitrescu, Polly.Contrib.WaitAndRetry): no spikes, no steps. */
export const decorrelatedJitterGenerator: Generator<[number, number]> = (
  [waits, before] = [0, 0],
  { exponent, initialDelay, maxDelay },
) => {
  const t = waits + systemRandom.next();
  const grown = exponent ** t * Math.tanh(Math.sqrt(P_FACTOR * t));
  const step = Number.isFinite(grown) ? Math.max(0, grown - before) : Number.POSITIVE_INFINITY;
  return [Math.min(step * SCALE * initialDelay, maxDelay), [waits + 1, grown]];
};
