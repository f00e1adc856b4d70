import { duration } from '../../kernel/quantities.ts';
import { decode, type Written } from '../../kernel/settings.ts';
import type { Listener } from '../announcer.ts';
import type { Clock } from '../clock.ts';
import { type CallOptions, NEVER, type Task } from '../guard.ts';
import type { Luck } from '../luck.ts';
import { systemClock, systemRandom } from '../system-clock.ts';
import type { GuardTools, WatchedGuard } from '../watched-guard.ts';
import { BLOCKED, type Breaker } from './breaker.ts';
import { CallPermit } from './call-permit.ts';
import { ClockedBreaker } from './clocked-breaker.ts';
import type { BreakerCounts } from './counts.ts';
import type { BreakerEvents, EventName } from './events.ts';
import { Execution } from './execution.ts';
import { type Ping, pingSender } from './health-ping.ts';
import { type BreakerMetrics, breakerMetrics } from './metrics.ts';
import { breakerSettings } from './settings.ts';
import { type BreakerSnapshot, breakerSnapshot, SNAPSHOT_FORMAT } from './snapshot.ts';
import type { BreakerStateName } from './state.ts';

/** The block `breaker` of a scenario, as it stands there: durations in ms or as `'10s'`, defaults for the rest. */
export type CircuitBreakerSettings = Written<typeof breakerSettings>;

export interface CircuitBreakerTools extends GuardTools {
  /** What it is called in messages; left out, as the settings name it. */
  readonly name?: string;
  /** The luck of jitter. */
  readonly random?: Luck;
  /** For probes of kind `health-check`. */
  readonly ping?: Ping;
}

/**
 * A circuit breaker around calls to a service that may fail. The settings are those of the simulator, and so
 * is the machine inside. Throws SettingsError, with the path of each mistake, if a setting is wrong.
 */
export class CircuitBreaker implements WatchedGuard<BreakerEvents, BreakerCounts> {
  readonly name: string;
  private readonly clocked: ClockedBreaker;
  private readonly clock: Clock;
  private readonly execution: Execution;

  constructor(settings: CircuitBreakerSettings = {}, tools: CircuitBreakerTools = {}) {
    const { clock = systemClock, random = systemRandom, onListenerError } = tools;
    const decoded = decode(breakerSettings, settings);
    this.name = tools.name ?? decoded.name ?? 'The circuit';
    this.clock = clock;
    const onPing = pingSender(decoded, tools.ping, clock, (permit, good) =>
      this.clocked.at((breaker, now) => breaker.endPing(permit, now, good)),
    );
    this.clocked = new ClockedBreaker(decoded, { clock, random, onListenerError, onPing });
    this.execution = new Execution(this.clocked, {
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
   * a rejection, any other function's is thrown (which is all the same to whoever awaits it). Where the settings
   * let others wait for a probe, a call that waits is a promise whatever its task.
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
    const { clocked } = this;
    const startedMs = clocked.start();
    const permit = clocked.acquire(startedMs);
    return permit === BLOCKED ? undefined : new CallPermit(clocked, permit, startedMs);
  }

  /** Calls `listener` whenever `event` happens, until the function that it returns is called. */
  on<Name extends EventName>(event: Name, listener: Listener<BreakerEvents[Name]>): () => void {
    return this.clocked.on(event, listener);
  }

  /** The state at this moment: an open time that is over is over, with or without a call. */
  get state(): BreakerStateName {
    return this.by((breaker) => breaker.stateName);
  }

  /** How long until a call has a chance, in ms: 0 where it has one now, undefined where nobody knows. */
  get retryAfterMs(): number | undefined {
    return this.by((_, now) => this.clocked.retryAfterMs(now));
  }

  metrics(): BreakerMetrics {
    return this.by((breaker, now) =>
      breakerMetrics(breaker.counts, this.clocked.latency, breaker.shares(now)),
    );
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
    this.clocked.latency.clear();
    this.clocked.lastError = undefined;
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
    return this.clocked.at(act);
  }
}
