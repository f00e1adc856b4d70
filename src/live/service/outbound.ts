import { createLuck } from '../../model/luck.ts';
import type { Seen } from '../../model/observed/observation.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import type { LinkNode } from '../../model/topology/graph.ts';
import type { CircuitBreaker } from '../../resilience/breaker/circuit-breaker.ts';
import type { Guard } from '../../resilience/guard.ts';
import { errorOf, outcomeOfError } from '../answer.ts';
import type { Address } from '../messages.ts';
import { post, type Way } from './client.ts';
import { type GuardListener, type GuardParts, guardsOf } from './guards.ts';
import { inHand, type OrderInHand } from './order-in-hand.ts';

/** As in the simulator: tries of one call that the key to their luck keeps apart from those of the next. */
const MOST_TRIES = 2 ** 16;

/** Told what is seen, now or, of a transition, at an instant of the library's clock. */
export type See = (seen: Seen, clockMs?: number) => void;

interface OutboundParts {
  readonly seed: number;
  /** The link's place among all, and its ways to backups by theirs in the pipeline. */
  readonly place: number;
  readonly node: LinkNode;
  readonly backup: Outbound | undefined;
  /** Whether what is deferred here makes the order deferred, to be settled in the end. */
  readonly settles: boolean;
  /** The name of the service that is called, and where it is. */
  readonly to: string;
  readonly address: () => Address;
  readonly token: string;
  readonly see: See;
}

/** A service's way to another: the pipeline of the library, and HTTP at its inner end. */
export class Outbound {
  readonly breakers: readonly CircuitBreaker[];
  private readonly parts: OutboundParts;
  private readonly guard: Guard;
  /** The same without its breakers, for comparison. */
  private readonly withoutBreakers: Guard;

  constructor(parts: OutboundParts) {
    const { seed, place, node } = parts;
    this.parts = parts;
    const luck = createLuck(seed, node.luck);
    const keyed = (stream: 'backoff' | 'throttle') => ({
      next: () => {
        const order = inHand.getStore()!;
        return luck[stream].at(order.number, order.triesOver(place) % MOST_TRIES).next();
      },
    });
    let opened = 0;
    const made: GuardParts = {
      listener: this.listener(),
      luck: {
        backoff: keyed('backoff'),
        throttle: keyed('throttle'),
        breaker: { next: () => luck.breaker.at(0, opened++).next() },
      },
      ping: async (signal) => (await post(this.way('/ping'), {}, signal)) === OUTCOME.successful,
      backup: () => parts.backup!.request(inHand.getStore()!),
    };
    const { guard, breakers } = guardsOf(node.pipeline, made);
    this.guard = guard;
    const others = node.pipeline.filter(({ policy }) => policy !== 'breaker');
    this.withoutBreakers = guardsOf(others, made).guard;
    this.breakers = breakers;
  }

  /** The name of the service that is called. */
  get to(): string {
    return this.parts.to;
  }

  /** Calls the service for an order, through the pipeline, or what is left of it without breakers. Never rejects. */
  call(order: OrderInHand, withoutBreaker: boolean): Promise<Outcome> {
    const guard = withoutBreaker ? this.withoutBreakers : this.guard;
    order.isSubstituted = false;
    order.isDeferred = false;
    return inHand.run(order, async () => {
      try {
        await guard.execute((signal) => this.request(order, signal));
      } catch (error) {
        return outcomeOfError(error);
      }
      if (order.isDeferred) return OUTCOME.deferred;
      return order.isSubstituted ? OUTCOME.substituted : OUTCOME.successful;
    });
  }

  /** One call, whatever comes of it; rejects as the library wants to hear of failures. */
  private async request(order: OrderInHand, signal?: AbortSignal): Promise<{ paid: true }> {
    const { place, node, to, see } = this.parts;
    const call = order.nextCall(place, node.to);
    const known = { link: place, order: order.number, call };
    see({ what: 'called', ...known });
    let isOver = false;
    const end = (outcome: Outcome): void => {
      if (!isOver) see({ what: 'callEnded', ...known, outcome });
      isOver = true;
    };
    const giveUp = (): void => end(OUTCOME.timedOut);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      const body = { order: order.number, call, amountCents: order.amountCents };
      const outcome = await post(this.way('/payments'), body, signal);
      end(outcome);
      const error = errorOf(to, outcome);
      if (error !== undefined) throw error;
      return { paid: true };
    } catch (error) {
      end(outcomeOfError(error));
      throw error;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  private way(path: string): Way {
    const { address, token } = this.parts;
    return { address: address(), path, token };
  }

  private listener(): GuardListener {
    const { place, node, settles, see } = this.parts;
    return {
      onBlocked: (breaker) => {
        const order = inHand.getStore()!;
        order.nextCall(place, node.to);
        see({ what: 'blocked', link: place, order: order.number, breaker });
      },
      onTransition: (breaker, { atMs, from, to, reason }) =>
        see({ what: 'changed', link: place, breaker, from, to, reason }, atMs),
      onTurnedAway: (by) => {
        const order = inHand.getStore()!;
        order.countTry(place);
        see({ what: 'turnedAway', link: place, order: order.number, by });
      },
      onSubstituted: (kind) => {
        const order = inHand.getStore()!;
        if (kind === 'substituted') order.isSubstituted = true;
        else {
          order.isDeferred = true;
          if (settles) see({ what: 'deferred', order: order.number });
        }
      },
      onSettled: (order, error) => {
        const outcome = error === undefined ? OUTCOME.successful : outcomeOfError(error);
        if (settles) see({ what: 'settled', order: order.number, outcome });
      },
    };
  }
}
