import type { CallPermit } from '../../resilience/breaker/call-permit.ts';
import type { CircuitBreaker as Machine } from '../../resilience/breaker/circuit-breaker.ts';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import type { CancelTimer, Clock } from '../../resilience/clock.ts';
import { systemClock } from '../../resilience/system-clock.ts';
import { Answers } from './answers.ts';
import { attempt, begun, type Host } from './attempt.ts';
import { CountingEmitter } from './counting-emitter.ts';
import { checkHealth } from './health-check.ts';
import { type DecodedOptions, decodeOptions, type Options } from './options.ts';
import { OurError } from './our-error.ts';
import { machineOf } from './restored-machine.ts';
import type { Stats } from './status.ts';

export interface OpossumTools {
  readonly clock?: Clock;
}

type Action<Args extends unknown[], Returned> = (...args: Args) => Returned | PromiseLike<Returned>;

const HEALTH_CHECK_MS = 5_000;

/**
 * opossum's CircuitBreaker, by its names, options, defaults and events, on this library's machine. Where the two
 * differ still is told by `blackfriday help opossum`.
 */
export class CircuitBreaker<
  Args extends unknown[] = unknown[],
  Returned = unknown,
> extends CountingEmitter {
  readonly name: string;
  readonly group: string;
  enabled: boolean;
  isShutdown = false;
  private readonly action: Action<Args, Returned>;
  private readonly options: DecodedOptions;
  private readonly clock: Clock;
  private readonly machine: Machine;
  private readonly answers: Answers;
  private readonly healthChecks: CancelTimer[] = [];
  private fallbackAction: ((...args: never[]) => unknown) | undefined;
  private free: number;
  private abortController: AbortController | undefined;
  private openedAtEpochMs: number | undefined;

  constructor(action: Action<Args, Returned>, options: Options = {}, tools: OpossumTools = {}) {
    if (typeof action !== 'function') {
      throw new TypeError(
        'No action provided. Cannot construct a CircuitBreaker without an invocable action.',
      );
    }
    const { clock: given = systemClock } = tools;
    const madeMs = given.now();
    // Its buckets begin when it is made.
    const clock: Clock = {
      now: () => given.now() - madeMs,
      epochMs: () => given.epochMs(),
      setTimer: (...timer) => given.setTimer(...timer),
    };
    const decoded = decodeOptions(options);
    super(decoded, clock);
    this.action = action;
    this.options = decoded;
    this.clock = clock;
    this.name = options.name ?? (action.name || 'The circuit');
    this.group = options.group ?? this.name;
    this.enabled = decoded.enabled;
    this.free = this.options.capacity;
    this.abortController = this.options.abortController;
    this.answers = new Answers(this.options, () => clock.epochMs());
    this.machine = machineOf(decoded, { clock, name: this.name });
    this.machine.on('stateChange', ({ to }) => this.changed(to));
    if (this.opened) this.openedAtEpochMs = clock.epochMs();
    if (decoded.state?.shutdown === true) this.shutdown();
  }

  /** Whether an error is the breaker's own, and not the action's. */
  static isOurError(error: unknown): boolean {
    return error instanceof OurError;
  }

  get opened(): boolean {
    return !this.isShutdown && this.machine.state === 'open';
  }

  get halfOpen(): boolean {
    return !this.isShutdown && this.machine.state === 'half-open';
  }

  get closed(): boolean {
    return !this.isShutdown && this.machine.state === 'closed';
  }

  get warmUp(): boolean {
    return this.options.allowWarmUp && this.clock.now() < this.options.rollingCountTimeout;
  }

  get volumeThreshold(): number {
    return this.options.volumeThreshold;
  }

  get stats(): Stats {
    return this.status.stats;
  }

  /** Makes the call, or does what stands in for it. */
  fire(...args: Args): Promise<Returned> {
    return this.call(this.action, ...args);
  }

  /** The same, with a `this` for the action. */
  call(context: unknown, ...args: Args): Promise<Returned> {
    if (this.isShutdown) {
      return Promise.reject(new OurError('The circuit has been shutdown.', 'ESHUTDOWN'));
    }
    this.tell('fires', 'fire', args);
    if (!this.enabled) return (async () => this.action.apply(context, args))();
    const key = this.answers.keyOf(args);
    const found = this.answers.find(key, (place, hit) => this.looked(place, hit));
    const permit = this.machine.tryAcquire();
    if (found !== undefined) {
      // It counts as started, and says nothing of the service.
      permit?.ignore();
      return found as Promise<Returned>;
    }
    if (permit === undefined) {
      const error = new OurError('Breaker is open', 'EOPENBREAKER');
      this.tell('rejects', 'reject', error);
      return this.instead(error, args) ?? Promise.reject(error);
    }
    const call = this.attempted(permit, context, args, key);
    this.answers.begin(key, call);
    return call;
  }

  /** What is done instead of a call that failed or was blocked: it is given the arguments, and the error last. */
  fallback(stand: ((...args: never[]) => unknown) | CircuitBreaker<never[]>): this {
    this.fallbackAction =
      stand instanceof CircuitBreaker ? (...args) => stand.fire(...args) : stand;
    return this;
  }

  open(): void {
    if (!this.opened && !this.isShutdown) this.machine.open();
  }

  close(): void {
    if (!this.closed && !this.isShutdown) this.machine.close();
  }

  enable(): void {
    this.enabled = true;
  }

  /** From now on calls are made without a breaker, a timeout or a fallback. */
  disable(): void {
    this.enabled = false;
  }

  /** For good. */
  shutdown(): void {
    this.emit('shutdown');
    this.disable();
    this.removeAllListeners();
    this.stopSnapshots();
    this.status.removeAllListeners();
    for (const cancel of this.healthChecks) cancel();
    this.machine.close();
    this.isShutdown = true;
    this.clearCache();
  }

  clearCache(): void {
    this.answers.flush();
  }

  /** Asks now and every so often (ms), and opens where that rejects. */
  healthCheck(check: () => Promise<unknown>, interval: number = HEALTH_CHECK_MS): void {
    const stop = checkHealth(
      this.clock,
      interval,
      () => check.call(this),
      (error) => {
        this.emit('healthCheckFailed', error);
        this.open();
      },
    );
    this.healthChecks.push(stop);
  }

  getSignal(): AbortSignal | undefined {
    return this.abortController?.signal;
  }

  getAbortController(): AbortController | undefined {
    return this.abortController;
  }

  toJSON() {
    const { name, enabled, closed, opened: open, halfOpen, warmUp, isShutdown: shutdown } = this;
    const { openedAtEpochMs: lastTimerAt } = this;
    return {
      state: { name, enabled, closed, open, halfOpen, warmUp, shutdown, lastTimerAt },
      status: this.stats,
    };
  }

  private attempted(
    permit: CallPermit,
    context: unknown,
    args: Args,
    key: string,
  ): Promise<Returned> {
    const { options, clock, answers } = this;
    const host: Host = {
      options,
      clock,
      answers,
      tell: (counted, event, ...details) => this.tell(counted, event, ...details),
      instead: (error) => this.instead(error, args),
      takePlace: () => this.free > 0 && this.free-- > 0,
      givePlace: () => this.free++,
      abort: () => this.abortController?.abort(),
    };
    return attempt(host, permit, () => this.action.apply(context, args), args, key);
  }

  /** What the fallback answers, if there is one. */
  private instead(error: unknown, args: readonly unknown[]): Promise<Returned> | undefined {
    const { fallbackAction } = this;
    if (fallbackAction === undefined) return undefined;
    const answer = begun(() => fallbackAction(...([...args, error] as never[])));
    if (!answer.threw) this.tell('fallbacks', 'fallback', answer.result, error);
    return answer.promise as Promise<Returned>;
  }

  private changed(to: BreakerStateName): void {
    this.status.mark(to === 'open');
    if (to === 'open') {
      this.openedAtEpochMs = this.clock.epochMs();
      this.emit('open');
      return;
    }
    if (this.options.autoRenewAbortController && this.abortController?.signal.aborted === true) {
      this.abortController = new AbortController();
    }
    if (to === 'closed') this.emit('close');
    else this.emit('halfOpen', this.options.resetTimeout);
  }
}
