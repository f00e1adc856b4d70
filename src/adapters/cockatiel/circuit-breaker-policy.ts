import { toGrid } from '../../kernel/grid.ts';
import { decode } from '../../kernel/settings.ts';
import { BLOCKED, Breaker as Machine, type Permit } from '../../resilience/breaker/breaker.ts';
import { breakerSettings } from '../../resilience/breaker/settings.ts';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import { NEVER } from '../../resilience/guard.ts';
import { systemRandom } from '../../resilience/system-clock.ts';
import { type Backoff, type BackoffFactory, ConstantBackoff } from './backoff.ts';
import { type Breaker, SettledBreaker } from './breakers.ts';
import {
  type CircuitBreakerOptions,
  type HalfOpenAfterContext,
  settingsOf,
} from './circuit-settings.ts';
import { CircuitState } from './circuit-state.ts';
import type { Context, FailureReason, Policy } from './contract.ts';
import {
  BrokenCircuitError,
  HydratingCircuitError,
  IsolatedCircuitError,
  TaskCancelledError,
} from './errors.ts';
import { type Disposable, EventEmitter } from './event.ts';
import { type Ending, type Executor, returnOrThrow } from './executor.ts';
import { decodeState, type KeptState } from './kept-state.ts';

const STATES: Readonly<Record<BreakerStateName, CircuitState>> = {
  closed: CircuitState.Closed,
  open: CircuitState.Open,
  'half-open': CircuitState.HalfOpen,
  'forced-open': CircuitState.Isolated,
  // Nobody sets these here.
  disabled: CircuitState.Closed,
  'metrics-only': CircuitState.Closed,
};

/** A circuit breaker by cockatiel's names, on the machine of this library. */
export class CircuitBreakerPolicy implements Policy {
  declare readonly _altReturn: never;
  private readonly breaks = new EventEmitter<FailureReason<unknown> | { isolated: true }>();
  private readonly resets = new EventEmitter<void>();
  private readonly halfOpens = new EventEmitter<void>();
  private readonly changes = new EventEmitter<CircuitState>();
  readonly onBreak = this.breaks.addListener;
  readonly onReset = this.resets.addListener;
  readonly onHalfOpen = this.halfOpens.addListener;
  readonly onStateChange = this.changes.addListener;
  readonly onSuccess: Executor['onSuccess'];
  readonly onFailure: Executor['onFailure'];
  lastFailure: FailureReason<unknown> | undefined;
  private readonly executor: Executor;
  private readonly machine: Machine;
  /** The user's own, where it is not one of ours. */
  private readonly own: Breaker | undefined;
  private readonly openTimes: BackoffFactory<HalfOpenAfterContext>;
  private backoff: Backoff<HalfOpenAfterContext> | undefined;
  private attempt = 0;
  private openedAtEpochMs = 0;
  private holders = 0;
  /** Settles, without an error, when the probe that is out has ended. */
  private probe: Promise<unknown> = Promise.resolve();

  constructor(options: CircuitBreakerOptions, executor: Executor) {
    const { breaker, halfOpenAfter, initialState } = options;
    this.executor = executor;
    this.onSuccess = executor.onSuccess;
    this.onFailure = executor.onFailure;
    this.own = breaker instanceof SettledBreaker ? undefined : breaker;
    this.openTimes =
      typeof halfOpenAfter === 'number' ? new ConstantBackoff(halfOpenAfter) : halfOpenAfter;
    this.machine = new Machine(decode(breakerSettings, settingsOf(breaker)), systemRandom, {
      onTransition: () => {},
      onWake: () => {},
      onPing: () => {},
    });
    this.machine.begin(this.now);
    if (initialState) this.restore(decodeState(initialState));
  }

  /** As it was left: an open circuit is half-open with the first call after its time. */
  get state(): CircuitState {
    return STATES[this.machine.stateName];
  }

  /** Makes the call if it may be made. Who finds a probe out waits for its end. */
  async execute<Result>(
    fn: (context: Context) => PromiseLike<Result> | Result,
    signal: AbortSignal = NEVER,
  ): Promise<Result> {
    const { state } = this;
    if (state === CircuitState.HalfOpen) {
      await this.probe;
      if (this.state === CircuitState.Closed && signal.aborted) throw new TaskCancelledError();
      return this.execute(fn, signal);
    }
    const permit = this.machine.tryAcquire(this.now);
    if (permit === BLOCKED) {
      throw state === CircuitState.Isolated ? new IsolatedCircuitError() : new BrokenCircuitError();
    }
    if (state !== CircuitState.Open) return this.make(fn, signal, permit, CircuitState.Closed);
    this.attempt++;
    this.halfOpens.emit();
    this.changes.emit(CircuitState.HalfOpen);
    const call = this.make(fn, signal, permit, CircuitState.HalfOpen);
    this.probe = call.catch(() => {});
    return call;
  }

  /** Blocks every call until the handle is disposed of; of several handles, the last. */
  isolate(): Disposable {
    this.machine.hold(this.now);
    this.holders++;
    if (this.holders === 1) {
      this.breaks.emit({ isolated: true });
      this.changes.emit(CircuitState.Isolated);
    }
    let holds = true;
    return {
      dispose: () => {
        if (!holds) return;
        holds = false;
        this.holders--;
        this.machine.letGo(this.now);
        if (this.holders === 0) this.closed();
      },
    };
  }

  /** What `initialState` needs, in another process too. Of a closed circuit the recent calls are forgotten. */
  toJSON(): KeptState {
    const { state, attempt: attemptNo, holders: counters } = this;
    const breakerState = this.own?.state ?? null;
    switch (state) {
      case CircuitState.Closed:
        return { ownState: { value: state }, breakerState };
      case CircuitState.Isolated:
        return { ownState: { value: state, counters }, breakerState };
      default: {
        const openedAt = state === CircuitState.Open ? this.openedAtEpochMs : 0;
        return { ownState: { value: CircuitState.Open, openedAt, attemptNo }, breakerState };
      }
    }
  }

  private get now(): number {
    return this.executor.clock.now();
  }

  private async make<Result>(
    fn: (context: Context) => PromiseLike<Result> | Result,
    signal: AbortSignal,
    permit: Permit,
    begunIn: CircuitState,
  ): Promise<Result> {
    const { machine, own } = this;
    let ending: Ending<Result>;
    try {
      ending = await this.executor.invoke(() => fn({ signal }));
    } catch (error) {
      this.unhandled(permit, begunIn);
      throw error;
    }
    if ('success' in ending) {
      own?.success(begunIn);
      this.judge(() => machine.succeed(permit, this.now, 0));
      return ending.success;
    }
    this.lastFailure = ending;
    const trips = own?.failure(begunIn) === true;
    const tell = (): void => {
      machine.fail(permit, this.now, 0, 'error');
      const mayOpen = machine.stateName === 'closed' || machine.stateName === 'half-open';
      if (trips && mayOpen) machine.open(this.now);
    };
    this.judge(tell, { result: ending, signal });
    return returnOrThrow(ending);
  }

  /** An error that it does not handle: a probe has found that the service is there, another call says nothing. */
  private unhandled(permit: Permit, begunIn: CircuitState): void {
    const { machine } = this;
    if (begunIn === CircuitState.HalfOpen) this.judge(() => machine.succeed(permit, this.now, 0));
    else machine.ignore(permit, this.now);
  }

  /** Tells the machine of an outcome, and whoever listens of what came of it. */
  private judge(tell: () => void, failure?: Pick<HalfOpenAfterContext, 'result' | 'signal'>): void {
    const before = this.state;
    tell();
    if (this.state === before) return;
    if (this.state === CircuitState.Closed) this.closed();
    else if (failure !== undefined) this.opened(before, failure);
  }

  private closed(): void {
    this.resets.emit();
    this.changes.emit(CircuitState.Closed);
  }

  private opened(
    before: CircuitState,
    failure: Pick<HalfOpenAfterContext, 'result' | 'signal'>,
  ): void {
    const { openTimes, backoff } = this;
    const again = before === CircuitState.HalfOpen && backoff !== undefined;
    if (!again) this.attempt = 1;
    this.backoff = (again ? backoff : openTimes).next({ ...failure, attempt: this.attempt });
    this.openedAtEpochMs = this.executor.clock.epochMs();
    this.stayOpen(this.backoff.duration);
    this.breaks.emit(failure.result);
    this.changes.emit(CircuitState.Open);
  }

  private stayOpen(ms: number): void {
    const untilMs = this.now + toGrid(Math.max(0, ms));
    this.machine.adopt(this.now, { name: 'open', untilMs }, this.machine.lastTrip, 1);
  }

  private restore({ ownState, breakerState }: KeptState): void {
    if (this.own !== undefined) this.own.state = breakerState;
    if (ownState.value === CircuitState.Isolated) {
      this.holders = ownState.counters;
      for (let holder = 0; holder < this.holders; holder++) this.machine.hold(this.now);
    }
    if (ownState.value !== CircuitState.Open) return;
    const { attemptNo, openedAt } = ownState;
    this.lastFailure = { error: new HydratingCircuitError() };
    this.attempt = attemptNo;
    this.openedAtEpochMs = openedAt;
    const context = { result: this.lastFailure, signal: NEVER };
    this.backoff = this.openTimes.next({ ...context, attempt: 1 });
    for (let attempt = 2; attempt <= attemptNo; attempt++) {
      this.backoff = this.backoff.next({ ...context, attempt });
    }
    const passedMs = this.executor.clock.epochMs() - openedAt;
    this.stayOpen(this.backoff.duration - passedMs);
  }
}
