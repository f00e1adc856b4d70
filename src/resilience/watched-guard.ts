import { Announcer, type Listener, type OnListenerError } from './announcer.ts';
import type { Clock } from './clock.ts';
import { type End, endOf } from './end.ts';
import type { ServiceFailure } from './failure.ts';
import { type CallOptions, type Guard, NEVER, type Task } from './guard.ts';
import { type CallCounts, type Metrics, metricsOf } from './metrics.ts';
import { steady } from './steady-clock.ts';
import { systemClock } from './system-clock.ts';
import type { IsFailure } from './verdict.ts';

/** What every guard may be given beside its settings. */
export interface GuardTools {
  readonly clock?: Clock;
  /**
   * Left out: what is thrown is a failure, unless its name is DeclinedError. The guards of a pipeline share it.
   */
  readonly isFailure?: IsFailure;
  /** Told of errors that listeners throw; left out, they are dropped. They never reach the call. */
  readonly onListenerError?: OnListenerError;
}

/** What every guard tells of its calls. Durations are in ms. */
export interface CallEvents {
  success: { readonly durationMs: number };
  failure: { readonly durationMs: number; readonly kind: ServiceFailure; readonly error: unknown };
}

/** A guard that can be watched; `Own` are the events of what it does by itself, each with its count. */
export interface WatchedGuard<
  Own extends object = object,
  Counts extends CallCounts = CallCounts & Record<keyof Own, number>,
> extends Guard {
  /** Calls `listener` whenever `event` happens, until the function that it returns is called. */
  on<Name extends keyof (CallEvents & Own)>(
    event: Name,
    listener: Listener<(CallEvents & Own)[Name]>,
  ): () => void;
  metrics(): Metrics<Counts>;
}

/** A call on its way through one guard. */
export interface Call<Own extends object> {
  readonly task: Task<unknown>;
  readonly signal: AbortSignal;
  /** Runs the task, or what stands in for it, and judges how it ended. Never rejects. */
  make(task?: Task<unknown>, signal?: AbortSignal): Promise<End>;
  /** Counts what the guard does by itself, and tells of it. */
  tell<Name extends keyof Own & string>(name: Name, event: Own[Name]): void;
}

/** The guard that lets `run` decide what becomes of a call; `own` are the names of its own events. */
export function watched<Own extends object = object>(
  { clock = systemClock, isFailure, onListenerError }: GuardTools,
  own: readonly (keyof Own & string)[],
  run: (call: Call<Own>, clock: Clock) => End | Promise<End>,
): WatchedGuard<Own> {
  const time = steady(clock);
  const announcer = new Announcer<CallEvents & Own>(onListenerError);
  const counts = { calls: 0, successful: 0, failed: 0, ignored: 0 };
  const ownCounts = Object.fromEntries(own.map((name) => [name, 0])) as Record<keyof Own, number>;

  const emit = <Name extends keyof CallEvents>(name: Name, event: CallEvents[Name]): void =>
    announcer.emit(name, event as (CallEvents & Own)[Name]);

  const tell = <Name extends keyof Own & string>(name: Name, event: Own[Name]): void => {
    ownCounts[name]++;
    announcer.emit(name, event as (CallEvents & Own)[Name]);
  };

  const note = ({ verdict, value }: End, startedMs: number): void => {
    switch (verdict) {
      case 'own':
        return;
      case 'success':
      case 'declined':
        counts.successful++;
        if (announcer.has('success')) emit('success', { durationMs: time.now() - startedMs });
        return;
      case 'error':
      case 'refused':
      case 'timeout':
        counts.failed++;
        emit('failure', { durationMs: time.now() - startedMs, kind: verdict, error: value });
        return;
      default:
        counts.ignored++;
    }
  };

  return {
    async execute<Result>(task: Task<Result>, { signal = NEVER }: CallOptions = {}) {
      if (signal !== NEVER) signal.throwIfAborted();
      counts.calls++;
      const startedMs = time.now();
      const make: Call<Own>['make'] = (inner = task, innerSignal = signal) =>
        endOf(inner, isFailure, innerSignal, signal);
      const end = await run({ task, signal, make, tell }, time);
      note(end, startedMs);
      if (end.threw) throw end.value;
      return end.value as Result;
    },
    on: (event, listener) => announcer.on(event, listener),
    metrics: () => ({ ...metricsOf(counts), ...ownCounts }),
  };
}
