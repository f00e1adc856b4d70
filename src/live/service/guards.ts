import { CircuitBreaker } from '../../resilience/breaker/circuit-breaker.ts';
import type { BreakerTransition } from '../../resilience/breaker/state.ts';
import { bulkhead } from '../../resilience/bulkhead/guard.ts';
import { concurrencyLimit } from '../../resilience/concurrency-limit/guard.ts';
import { fallback } from '../../resilience/fallback/guard.ts';
import type { Guard, Task } from '../../resilience/guard.ts';
import type { Luck } from '../../resilience/luck.ts';
import type { Pipeline, Policy } from '../../resilience/pipeline.ts';
import { pipeline } from '../../resilience/pipeline-guard.ts';
import { rateLimit } from '../../resilience/rate-limit/guard.ts';
import type { RejectingPolicy } from '../../resilience/rejected-error.ts';
import { retry } from '../../resilience/retry/guard.ts';
import { throttle } from '../../resilience/throttle/guard.ts';
import { timeout } from '../../resilience/timeout/guard.ts';
import { DeferredOrders } from './deferred-orders.ts';
import type { OrderInHand } from './order-in-hand.ts';

/** Told what the guards of a link do of themselves. */
export interface GuardListener {
  /** A breaker, from the outermost, blocks the present call. */
  onBlocked(breaker: number): void;
  onTransition(breaker: number, transition: BreakerTransition): void;
  onTurnedAway(by: RejectingPolicy): void;
  /** Something stands in for the service; an order that is deferred will be told of again. */
  onSubstituted(kind: 'substituted' | 'deferred'): void;
  /** A deferred order: paid, or the error that it ended with. */
  onSettled(order: OrderInHand, error: unknown): void;
}

/** What the guards of a link are given besides their settings. */
export interface GuardParts {
  readonly listener: GuardListener;
  /** The luck of one kind of chance, for the order in hand. */
  readonly luck: Readonly<Record<'backoff' | 'throttle' | 'breaker', Luck>>;
  readonly ping: Task<unknown>;
  readonly backup: Task<unknown>;
}

/** A pipeline of the library, with the breakers in it, the outermost first. */
export interface Guards {
  readonly guard: Guard;
  readonly breakers: readonly CircuitBreaker[];
}

/** What a service in production would make of the same block of settings, with somebody who listens. */
export function guardsOf(policies: Pipeline, parts: GuardParts): Guards {
  const breakers: CircuitBreaker[] = [];
  const guards = policies.flatMap((policy) => guardOf(policy, parts, breakers));
  return { guard: pipeline(guards), breakers };
}

function guardOf(one: Policy, parts: GuardParts, breakers: CircuitBreaker[]): Guard[] {
  const { listener, luck } = parts;
  const turnsAway = (guard: ReturnType<typeof bulkhead>, by: RejectingPolicy): Guard[] => {
    guard.on('rejected', () => listener.onTurnedAway(by));
    return [guard];
  };
  switch (one.policy) {
    case 'fallback':
      return fallbackOf(one.settings, parts);
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
      const { scope: _, before: _b, sharing: _s, ...settings } = one.settings;
      const breaker = new CircuitBreaker(settings, { random: luck.breaker, ping: parts.ping });
      const place = breakers.push(breaker) - 1;
      breaker.on('blocked', () => listener.onBlocked(place));
      breaker.on('stateChange', (transition) => listener.onTransition(place, transition));
      return [breaker];
    }
  }
}

type FallbackSettings = Extract<Policy, { policy: 'fallback' }>['settings'];

function fallbackOf(settings: FallbackSettings, { listener, backup }: GuardParts): Guard[] {
  if (settings.kind === 'backup') return [fallback(settings, { backup })];
  const isDeferring = settings.kind === 'defer';
  const deferred = new DeferredOrders(listener);
  const guard = fallback(settings, {
    answer: () => undefined,
    onSettled: (settlement) => deferred.settle(settlement),
  });
  guard.on('substituted', () => listener.onSubstituted(isDeferring ? 'deferred' : 'substituted'));
  return isDeferring ? [guard, deferred] : [guard];
}
