import type { CircuitBreaker } from '../../resilience/breaker/circuit-breaker.ts';
import type { SharedCircuitBreaker } from '../../resilience/breaker/sharing/shared-circuit-breaker.ts';
import type { BreakerTransition } from '../../resilience/breaker/state.ts';
import { bulkhead } from '../../resilience/bulkhead/guard.ts';
import { concurrencyLimit } from '../../resilience/concurrency-limit/guard.ts';
import { fallback } from '../../resilience/fallback/guard.ts';
import type { CallOptions, Guard, Task } from '../../resilience/guard.ts';
import type { Luck } from '../../resilience/luck.ts';
import type { Pipeline, PipelineBreakerSettings, Policy } from '../../resilience/pipeline.ts';
import { pipeline } from '../../resilience/pipeline-guard.ts';
import { rateLimit } from '../../resilience/rate-limit/guard.ts';
import type { RejectingPolicy } from '../../resilience/rejected-error.ts';
import { retry } from '../../resilience/retry/guard.ts';
import { throttle } from '../../resilience/throttle/guard.ts';
import { timeout } from '../../resilience/timeout/guard.ts';
import { DeferredOrders } from './deferred-orders.ts';
import type { Passage } from './order-in-hand.ts';

/** Told what the guards of a link do of themselves. */
export interface GuardListener {
  /** A circuit blocks the present call. */
  onBlocked(circuit: CircuitPlace): void;
  onTransition(circuit: CircuitPlace, transition: BreakerTransition): void;
  onTurnedAway(by: RejectingPolicy): void;
  /** Something stands in for the service; an order that is deferred will be told of again. */
  onSubstituted(kind: 'substituted' | 'deferred'): void;
  /** A deferred order: paid, or the error that it ended with. */
  onSettled(passage: Passage, error: unknown): void;
}

/** A circuit of a link: which of its breakers, from the outermost, and which column of that. */
export interface CircuitPlace {
  readonly breaker: number;
  readonly column: number;
}

/** A circuit as the library has it: of this process alone, or shared with others. */
export type Circuit = CircuitBreaker | SharedCircuitBreaker;

/** What the guards of a link are given besides their settings. */
export interface GuardParts {
  readonly listener: GuardListener;
  /** The luck of one kind of chance, for the order in hand. */
  readonly luck: Readonly<Record<'backoff' | 'throttle', Luck>>;
  /** The circuits of the next breaker, the outermost first; undefined where breakers are left out. */
  readonly breakerOf: ((settings: PipelineBreakerSettings) => RealBreaker) | undefined;
  /** The way to the service that the fallback at this place of the pipeline turns to. */
  readonly backupAt: (place: number) => Task<unknown>;
}

/** A breaker of a pipeline, with a circuit for each that it stands before. */
export interface RealBreaker {
  readonly circuits: readonly Circuit[];
  /** Which of them the present call goes through. */
  readonly choose: () => number;
}

/** A pipeline of the library, with the circuits of the breakers in it, the outermost first. */
export interface Guards {
  readonly guard: Guard;
  readonly breakers: readonly (readonly Circuit[])[];
}

/** What a service in production would make of the same block of settings, with somebody who listens. */
export function guardsOf(policies: Pipeline, parts: GuardParts): Guards {
  const breakers: (readonly Circuit[])[] = [];
  const guards = policies.flatMap((policy, place) => guardOf(policy, place, parts, breakers));
  return { guard: pipeline(guards), breakers };
}

function guardOf(
  one: Policy,
  place: number,
  parts: GuardParts,
  breakers: (readonly Circuit[])[],
): Guard[] {
  const { listener, luck } = parts;
  const turnsAway = (guard: ReturnType<typeof bulkhead>, by: RejectingPolicy): Guard[] => {
    guard.on('rejected', () => listener.onTurnedAway(by));
    return [guard];
  };
  switch (one.policy) {
    case 'fallback':
      return fallbackOf(one.settings, place, parts);
    case 'retry':
      return [retry(one.settings, { random: luck.backoff })];
    case 'timeout':
      return [timeout(one.settings)];
    case 'bulkhead':
      return turnsAway(bulkhead(one.settings), 'bulkhead');
    case 'rateLimit':
      return turnsAway(rateLimit(one.settings), 'rateLimit');
    case 'throttle':
      return turnsAway(throttle(one.settings, { random: luck.throttle }), 'throttle');
    case 'concurrencyLimit':
      return turnsAway(concurrencyLimit(one.settings), 'concurrencyLimit');
    case 'breaker': {
      if (parts.breakerOf === undefined) return [];
      const { circuits, choose } = parts.breakerOf(one.settings);
      const breaker = breakers.push(circuits) - 1;
      for (const [column, circuit] of circuits.entries()) {
        const known = { breaker, column };
        circuit.on('blocked', () => listener.onBlocked(known));
        circuit.on('stateChange', (transition) => listener.onTransition(known, transition));
      }
      const [only, ...more] = circuits;
      if (more.length === 0) return [only!];
      return [
        {
          execute<Result>(task: Task<Result>, options?: CallOptions): Result | Promise<Result> {
            return circuits[choose()]!.execute(task, options) as Promise<Result>;
          },
        },
      ];
    }
  }
}

type FallbackSettings = Extract<Policy, { policy: 'fallback' }>['settings'];

function fallbackOf(
  settings: FallbackSettings,
  place: number,
  { listener, backupAt }: GuardParts,
): Guard[] {
  if (settings.kind === 'backup') {
    const { pipeline: _, ...own } = settings;
    return [fallback(own, { backup: backupAt(place) })];
  }
  const isDeferring = settings.kind === 'defer';
  const deferred = new DeferredOrders(listener);
  const guard = fallback(settings, {
    answer: () => undefined,
    onSettled: (settlement) => deferred.settle(settlement),
  });
  guard.on('substituted', () => listener.onSubstituted(isDeferring ? 'deferred' : 'substituted'));
  return isDeferring ? [guard, deferred] : [guard];
}
