import { Histogram } from '../../../kernel/histogram.ts';
import { decode, type Mistake, SettingsError } from '../../../kernel/settings.ts';
import { Announcer, type Listener } from '../../announcer.ts';
import type { Clock } from '../../clock.ts';
import { type End, endOf } from '../../end.ts';
import { type CallOptions, NEVER, type Task } from '../../guard.ts';
import type { Luck } from '../../luck.ts';
import { steady } from '../../steady-clock.ts';
import { systemClock, systemRandom } from '../../system-clock.ts';
import type { IsFailure } from '../../verdict.ts';
import type { GuardTools, WatchedGuard } from '../../watched-guard.ts';
import type { CircuitBreakerSettings } from '../circuit-breaker.ts';
import { CircuitOpenError } from '../circuit-open-error.ts';
import { type BreakerCounts, noCounts } from '../counts.ts';
import type { BreakerEvents, EventName } from '../events.ts';
import { type BreakerMetrics, breakerMetrics } from '../metrics.ts';
import { type BreakerSettings, breakerSettings } from '../settings.ts';
import type { BreakerStateName, BreakerTransition } from '../state.ts';
import { ClockedStore } from './clocked-store.ts';
import type { SharedState } from './shared-state.ts';

export interface SharedCircuitBreakerTools extends GuardTools {
  /** With whom the circuit is shared: `sharedState({ store: redisStore(client), key: 'payment' })`. */
  readonly shared: SharedState;
  /** What it is called in messages; left out, as the settings name it. */
  readonly name?: string;
  /** The luck of jitter. */
  readonly random?: Luck;
}

/**
 * A circuit breaker whose circuit many processes share. Each counts its own calls; what it finds, all heed
 * within `refresh`. A store that is away fails no call. Counts, events and durations are this process' own.
 *
 * Throws SettingsError, with the path of each mistake, if a setting is wrong, and for the probe kinds that take
 * more than one process to probe: `gradual-recovery` and `health-check`.
 */
export class SharedCircuitBreaker implements WatchedGuard<BreakerEvents, BreakerCounts> {
  readonly name: string;
  private readonly store: ClockedStore;
  private readonly clock: Clock;
  private readonly announcer: Announcer<BreakerEvents>;
  private readonly isFailure: IsFailure | undefined;
  private readonly declinedIsFailure: boolean;
  private readonly counts = noCounts();
  private readonly latency = new Histogram();
  private readonly wallClock: Clock;
  private lastError: unknown = undefined;

  constructor(settings: CircuitBreakerSettings, tools: SharedCircuitBreakerTools) {
    const { clock = systemClock, random = systemRandom, shared, onListenerError } = tools;
    const decoded = decode(breakerSettings, settings);
    refuseManyProbers(decoded);
    this.name = tools.name ?? decoded.name ?? 'The circuit';
    this.wallClock = clock;
    this.clock = steady(clock);
    this.announcer = new Announcer(onListenerError);
    this.isFailure = tools.isFailure;
    this.declinedIsFailure = decoded.declinedIsFailure;
    this.store = new ClockedStore(decoded, shared, {
      clock: this.clock,
      random,
      onTransition: (transition) => this.changed(transition),
    });
  }

  /** Makes the call if it may be made, and settles as it does; else rejects with a CircuitOpenError. */
  async execute<Result>(task: Task<Result>, { signal = NEVER }: CallOptions = {}): Promise<Result> {
    signal.throwIfAborted();
    this.counts.calls++;
    const slot = await this.entered(signal);
    if (slot === undefined) throw this.refusal();
    const startedMs = this.clock.now();
    const end = await endOf(task, this.isFailure, signal);
    this.settle(slot, end, this.clock.now() - startedMs);
    if (end.threw) throw end.value;
    return end.value as Result;
  }

  /** Calls `listener` whenever `event` happens here, until the function that it returns is called. */
  on<Name extends EventName>(event: Name, listener: Listener<BreakerEvents[Name]>): () => void {
    return this.announcer.on(event, listener);
  }

  /** The state as this process knows it: what the store says, or its own circuit where that opened alone. */
  get state(): BreakerStateName {
    return this.store.truth().stateName;
  }

  /** How long until a call has a chance, in ms: 0 where it has one now, undefined where nobody knows. */
  get retryAfterMs(): number | undefined {
    const { stateName, openUntilMs } = this.store.truth();
    if (stateName === 'open') return Math.max(0, openUntilMs - this.clock.now());
    return stateName === 'half-open' ? undefined : 0;
  }

  metrics(): BreakerMetrics {
    const recent = this.store.truth().shares(this.clock.now());
    return breakerMetrics(this.counts, this.latency, recent);
  }

  private async entered(signal: AbortSignal): Promise<number | undefined> {
    try {
      return await this.store.enter(signal);
    } catch (reason) {
      this.counts.ignored++;
      throw reason;
    }
  }

  private settle(slot: number, { verdict, value }: End, durationMs: number): void {
    const { counts, store } = this;
    const isDeclined = verdict === 'declined' && !this.declinedIsFailure;
    if (verdict === 'success' || isDeclined) {
      counts.successful++;
      this.latency.record(durationMs);
      this.announcer.emit('success', { durationMs });
      store.succeed(slot, durationMs);
    } else if (
      verdict === 'error' ||
      verdict === 'refused' ||
      verdict === 'timeout' ||
      verdict === 'declined'
    ) {
      counts.failed++;
      this.lastError = value;
      this.latency.record(durationMs);
      this.announcer.emit('failure', { durationMs, kind: verdict, error: value });
      store.fail(slot, durationMs, verdict);
    } else {
      counts.ignored++;
      this.announcer.emit('ignored', { durationMs });
      store.ignore(slot);
    }
  }

  private refusal(): CircuitOpenError {
    const { stateName, lastTrip } = this.store.truth();
    const { isAway } = this.store;
    const state = stateName === 'closed' ? 'open' : stateName;
    const retryAfterMs = isAway || stateName === 'closed' ? undefined : this.retryAfterMs;
    this.counts.blocked++;
    this.announcer.emit('blocked', { state, retryAfterMs });
    return new CircuitOpenError({
      breaker: this.name,
      state,
      reason: isAway ? 'the store of the shared circuit is away' : lastTrip.reason,
      failures: lastTrip.failures,
      retryAfterMs,
      untilEpochMs:
        retryAfterMs === undefined ? undefined : this.wallClock.epochMs() + retryAfterMs,
      cause: this.lastError,
    });
  }

  private changed(transition: BreakerTransition): void {
    this.counts.stateChanges++;
    this.announcer.emit('stateChange', transition);
  }
}

/** What one process that probes for all, and sends no pings, cannot do. */
function refuseManyProbers({ trip, probe }: BreakerSettings): void {
  const trips = 'policies' in trip ? trip.policies : [trip];
  const mistakes = [
    ...(probe.kind === 'gradual-recovery' || probe.kind === 'health-check'
      ? [
          mistake(
            'probe',
            'kind',
            probe.kind,
            '"consecutive-successes" or "success-ratio", for one process probes for all',
          ),
        ]
      : []),
    ...('others' in probe && probe.others === 'wait'
      ? [mistake('probe', 'others', 'wait', '"blocked", for the probe may be in another process')]
      : []),
    ...(trips.some(({ kind }) => kind === 'bad-pings')
      ? [mistake('trip', 'kind', 'bad-pings', 'a trip policy that judges calls')]
      : []),
  ];
  if (mistakes.length > 0) throw new SettingsError(mistakes);
}

function mistake(block: string, setting: string, found: string, expected: string): Mistake {
  return {
    path: [block, setting],
    atKey: false,
    found: JSON.stringify(found),
    expected,
    suggestion: undefined,
  };
}
