import type * as v from 'valibot';
import { duration } from '../../kernel/quantities.ts';
import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import { type CallOptions, type Guard, NEVER, type Task } from '../guard.ts';
import { systemClock, systemRandom } from '../system-clock.ts';
import { Attendant } from './attendant.ts';
import { BLOCKED, type Breaker } from './breaker.ts';
import { CallPermit } from './call-permit.ts';
import type { EventName, Listener, OnListenerError } from './events.ts';
import { Execution } from './execution.ts';
import { type Ping, pingSender } from './health-ping.ts';
import { type BreakerMetrics, metricsOf } from './metrics.ts';
import type { Luck } from './open/open-policy.ts';
import { breakerSettings } from './settings.ts';
import { type BreakerSnapshot, breakerSnapshot, SNAPSHOT_FORMAT } from './snapshot.ts';
import type { BreakerStateName } from './state.ts';
import type { IsFailure } from './verdict.ts';

/** The block `breaker` of a scenario, as it stands there: durations in ms or as `'10s'`, defaults for the rest. */
export type CircuitBreakerSettings = v.InferInput<typeof breakerSettings>;

export interface CircuitBreakerTools {
  /** What it is called in messages. */
  readonly name?: string;
  readonly clock?: Clock;
  /** The luck of jitter: `next()` is uniform in [0, 1). */
  readonly random?: Luck;
  /** Left out: what is thrown is a failure, unless a guard further in never sent the call. */
  readonly isFailure?: IsFailure;
  /** For probes of kind `health-check`. */
  readonly ping?: Ping;
  /** Told of errors that listeners throw; left out, they are dropped. They never reach the call. */
  readonly onListenerError?: OnListenerError;
}

/**
 * A circuit breaker around calls to a service that may fail. The settings are those of the simulator, and so
 * is the machine inside. Throws SettingsError, with the path of each mistake, if a setting is wrong.
 */
export class CircuitBreaker implements Guard {
  readonly name: string;
  private readonly attendant: Attendant;
  private readonly clock: Clock;
  private readonly execution: Execution;

  constructor(settings: CircuitBreakerSettings = {}, tools: CircuitBreakerTools = {}) {
    const { clock = systemClock, random = systemRandom, onListenerError = () => {} } = tools;
    const decoded = decode(breakerSettings, settings);
    this.name = tools.name ?? 'The circuit';
    this.clock = clock;
    const onPing = pingSender(decoded, tools.ping, clock, (permit, good) =>
      this.attendant.at((breaker, now) => breaker.endPing(permit, now, good)),
    );
    this.attendant = new Attendant(decoded, { clock, random, onListenerError, onPing });
    this.execution = new Execution(this.attendant, {
      name: this.name,
      clock,
      isFailure: tools.isFailure,
      declinedIsFailure: decoded.declinedIsFailure,
    });
  }

  /**
   * A breaker that goes on where `toJSON` left another off, perhaps in another process: of the open time,
   * what has passed by the wall clock is gone. Calls that were in flight, and whoever isolated it, are
   * forgotten, and so are the recent outcomes of a closed circuit. Throws SettingsError if `snapshot` is none.
   */
  static restore(
    snapshot: unknown,
    settings: CircuitBreakerSettings = {},
    tools: CircuitBreakerTools = {},
  ): CircuitBreaker {
    const known = decode(breakerSnapshot, snapshot);
    const restored = new CircuitBreaker(settings, tools);
    const elapsedMs = Math.max(0, restored.clock.epochMs() - known.savedAtEpochMs);
    restored.by((breaker, now) => breaker.restore(known, now, elapsedMs));
    return restored;
  }

  /**
   * Makes the call if it may be made, and returns or throws what it does; a promise stays a promise. The task
   * is handed the caller's signal: once that has aborted, a failure is the caller's doing and is ignored.
   *
   * A call that may not be made fails with a CircuitOpenError in the way of the task: an `async` function's is
   * a rejection, any other function's is thrown (which is all the same to whoever awaits it).
   */
  execute<Result>(
    task: (signal: AbortSignal) => PromiseLike<Result>,
    options?: CallOptions,
  ): Promise<Result>;
  execute<Result>(task: (signal: AbortSignal) => Result, options?: CallOptions): Result;
  execute<Result>(task: Task<Result>, options?: CallOptions): Result | Promise<Result>;
  execute<Result>(task: Task<Result>, options?: CallOptions): Result | Promise<Result> {
    return this.execution.run(task, task, options?.signal ?? NEVER);
  }

  /** A function that calls `fn`, with its arguments and its `this`, through the breaker. */
  wrap<This, Args extends unknown[], Returned>(
    fn: (this: This, ...args: Args) => Returned,
  ): (this: This, ...args: Args) => Returned {
    const { execution } = this;
    return function (this: This, ...args: Args) {
      return execution.run(() => fn.apply(this, args), fn, NEVER) as Returned;
    };
  }

  /** A permit to make one call, or undefined where it is blocked; for calls that no function wraps. */
  tryAcquire(): CallPermit | undefined {
    const { attendant } = this;
    const startedMs = attendant.start();
    const permit = attendant.acquire(startedMs);
    return permit === BLOCKED ? undefined : new CallPermit(attendant, permit, startedMs);
  }

  /** Calls `listener` whenever `event` happens, until the function that it returns is called. */
  on<Name extends EventName>(event: Name, listener: Listener<Name>): () => void {
    return this.attendant.announcer.on(event, listener);
  }

  /** The state at this moment: an open time that is over is over, with or without a call. */
  get state(): BreakerStateName {
    return this.by((breaker) => breaker.stateName);
  }

  /** How long until a call has a chance, in ms: 0 where it has one now, undefined where nobody knows. */
  get retryAfterMs(): number | undefined {
    return this.by((_, now) => this.attendant.retryAfterMs(now));
  }

  metrics(): BreakerMetrics {
    return metricsOf(this.attendant.breaker.counts, this.attendant.latency);
  }

  /** Opens the circuit for as long as the open policy says. Ends `disable` and `metricsOnly`. */
  open(): void {
    this.by((breaker, now) => breaker.open(now));
  }

  /** Closes the circuit and forgets the recent failures. Ends `disable` and `metricsOnly`. */
  close(): void {
    this.by((breaker, now) => breaker.close(now));
  }

  /** As if it were new: closed, counts at zero, nothing learnt. Who holds it isolated goes on doing so. */
  reset(): void {
    this.attendant.latency.clear();
    this.attendant.lastError = undefined;
    this.by((breaker, now) => breaker.reset(now));
  }

  /** Lets every call through and judges none, until `close`, `open` or `reset`. */
  disable(): void {
    this.by((breaker, now) => breaker.setMode('disabled', now));
  }

  /** Lets every call through and tells of those that it would have blocked, until `close`, `open` or `reset`. */
  metricsOnly(): void {
    this.by((breaker, now) => breaker.setMode('metrics-only', now));
  }

  /**
   * Blocks every call until the function that it returns is called. Where several hold the circuit isolated,
   * all have to let go.
   */
  isolate(): () => void {
    this.by((breaker, now) => breaker.hold(now));
    let holds = true;
    return () => {
      if (holds) this.by((breaker, now) => breaker.letGo(now));
      holds = false;
    };
  }

  /** For so long (ms or `'5m'`) one failure is enough to open: during a deploy, say. */
  alert(time: number | string): void {
    const ms = decode(duration, time);
    this.by((breaker, now) => breaker.alert(now + ms));
  }

  /** What `restore` needs. The settings are not part of it. */
  toJSON(): BreakerSnapshot {
    const savedAtEpochMs = this.clock.epochMs();
    const snapshot = this.by((breaker, now) => breaker.snapshot(now));
    return { format: SNAPSHOT_FORMAT, savedAtEpochMs, ...snapshot };
  }

  private by<Result>(act: (breaker: Breaker, now: number) => Result): Result {
    return this.attendant.at(act);
  }
}
