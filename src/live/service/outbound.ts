import { CircuitGrid } from '../../model/link/circuit-grid.ts';
import { createLuck, type Luck } from '../../model/luck.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import type { LinkNode } from '../../model/topology/graph.ts';
import type { Guard } from '../../resilience/guard.ts';
import type { PipelineBreakerSettings } from '../../resilience/pipeline.ts';
import { errorOf, outcomeOfError } from '../answer.ts';
import { post, type Way } from './client.ts';
import { ColumnChoice } from './column-choice.ts';
import type { FarEnd } from './far-end.ts';
import {
  type Circuit,
  type GuardListener,
  type GuardParts,
  guardsOf,
  type RealBreaker,
} from './guards.ts';
import type { NearSide } from './near-side.ts';
import { type Errand, inHand, Passage } from './order-in-hand.ts';
import type { Onward } from './real-route.ts';

export interface OutboundParts {
  readonly near: NearSide;
  /** The link's place among all. */
  readonly place: number;
  readonly node: LinkNode;
  readonly far: FarEnd;
  /** The ways to backups, by the place of the fallback in the pipeline. */
  readonly backups: ReadonlyMap<number, Outbound>;
  /** The services that the one called may come to, by their places. */
  readonly behind: readonly number[];
}

/** A service's way to another: the pipeline of the library, and HTTP at its inner end. */
export class Outbound implements Onward {
  /** For each breaker of the pipeline, the outermost first, a circuit for each that it stands before. */
  readonly breakers: readonly (readonly Circuit[])[];
  private readonly parts: OutboundParts;
  private readonly luck: Luck;
  private readonly guard: Guard;
  private readonly columns: ColumnChoice;
  /** The same without its breakers, for comparison. */
  private readonly withoutBreakers: Guard;

  constructor(parts: OutboundParts) {
    const { near, node, far } = parts;
    this.parts = parts;
    this.luck = createLuck(near.seed, node.luck);
    this.columns = new ColumnChoice(far, node.to, near.regionPlace);
    const keyed = (stream: 'backoff' | 'throttle') => ({
      next: () => {
        const passage = inHand.getStore()!;
        return this.luck[stream].at(passage.errand.order.number, passage.key).next();
      },
    });
    const made: GuardParts = {
      listener: this.listener(),
      luck: { backoff: keyed('backoff'), throttle: keyed('throttle') },
      breakerOf: (settings) => this.breakerOf(settings),
      backupAt: (place) => () => this.turnTo(parts.backups.get(place)!),
    };
    const { guard, breakers } = guardsOf(node.pipeline, made);
    this.guard = guard;
    this.breakers = breakers;
    this.withoutBreakers = guardsOf(node.pipeline, { ...made, breakerOf: undefined }).guard;
  }

  /** The name of the service that is called. */
  get to(): string {
    return this.parts.far.node.name;
  }

  async call(errand: Errand): Promise<Outcome> {
    const { signal } = errand;
    if (signal?.aborted) return OUTCOME.timedOut;
    const guard = errand.withoutBreaker ? this.withoutBreakers : this.guard;
    const passage = new Passage(errand);
    return inHand.run(passage, async () => {
      try {
        await guard.execute((inner) => this.request(passage, inner), signal && { signal });
      } catch (error) {
        return signal?.aborted ? OUTCOME.timedOut : outcomeOfError(error);
      }
      if (passage.isDeferred) return OUTCOME.deferred;
      return passage.isSubstituted ? OUTCOME.substituted : OUTCOME.successful;
    });
  }

  /** What a backup makes of the present call; rejects as the library wants to hear of failures. */
  private async turnTo(backup: Outbound): Promise<{ paid: true }> {
    const passage = inHand.getStore()!;
    const outcome = await backup.call(passage.errand);
    if (outcome === OUTCOME.substituted) passage.isSubstituted = true;
    if (outcome === OUTCOME.deferred) passage.isDeferred = true;
    const error = errorOf(backup.to, outcome);
    if (error !== undefined) throw error;
    return { paid: true };
  }

  /** One call, whatever comes of it; rejects as the library wants to hear of failures. */
  private async request(passage: Passage, signal?: AbortSignal): Promise<{ paid: true }> {
    const { near, place, node, far, behind } = this.parts;
    const { order } = passage.errand;
    const call = order.nextCall(node.to);
    passage.countTry();
    near.time.follow();
    const instance = this.columns.instanceFor(passage, call);
    const request = near.nextName();
    const known = { link: place, instance: near.instance, order: order.number, request };
    near.see({ what: 'called', ...known });
    far.begin(instance);
    let isOver = false;
    const end = (outcome: Outcome): void => {
      if (isOver) return;
      isOver = true;
      near.see({ what: 'callEnded', ...known, outcome });
      near.time.follow();
      far.end(instance, outcome);
    };
    const giveUp = (): void => {
      order.assume(behind);
      end(OUTCOME.timedOut);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      const answer = await post(
        this.way(instance, passage.errand.withoutBreaker),
        {
          order: order.number,
          call,
          amountCents: order.amountCents,
          request,
          ...(near.region !== undefined && { from: near.region }),
          ...(behind.length > 0 && { calls: order.known }),
        },
        signal,
      );
      order.learn(answer.calls);
      end(answer.outcome);
      const error = errorOf(this.to, answer.outcome);
      if (error !== undefined) throw error;
      return { paid: true };
    } catch (error) {
      end(outcomeOfError(error));
      throw error;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  private breakerOf(settings: PipelineBreakerSettings): RealBreaker {
    const { near, node, far, place } = this.parts;
    const grid = new CircuitGrid(settings, {
      caller: near.node,
      callee: far.node,
      classes: near.classes,
    });
    const row = grid.rowOf(near.instance);
    const circuits = Array.from({ length: grid.columns }, (_, column): Circuit => {
      const cell = row + column;
      let opened = 0;
      return near.circuitOf(settings, {
        name: `${place} ${node.pipeline.findIndex((one) => one.settings === settings)} ${cell}`,
        random: { next: () => this.luck.breaker.at(cell, opened++).next() },
        ping: async (signal) => {
          const way = { ...this.way(cell % far.node.instances, false), path: '/ping' };
          return (await post(way, {}, signal)).outcome === OUTCOME.successful;
        },
      });
    });
    const choose = this.columns.chooserOf(grid, (column) => circuits[column]!.state === 'open');
    return { circuits, choose: () => choose(inHand.getStore()!) };
  }

  private way(instance: number, withoutBreaker: boolean): Way {
    const { near, node } = this.parts;
    const path = near.pathOf(node.to);
    return {
      address: near.addressOf(node.to, instance),
      path: withoutBreaker ? `${path}?breaker=off` : path,
      token: near.token,
    };
  }

  private listener(): GuardListener {
    const { near, place, node } = this.parts;
    const { see, instance } = near;
    const settles = near.place === 0 && node.isEssential;
    const known = () => ({ link: place, instance, order: inHand.getStore()!.errand.order.number });
    return {
      onBlocked: (circuit) => {
        const passage = inHand.getStore()!;
        passage.errand.order.nextCall(node.to);
        passage.countTry();
        see({ what: 'blocked', ...known(), ...circuit });
      },
      onTransition: (circuit, { atMs, from, to, reason }) =>
        see({ what: 'changed', link: place, instance, ...circuit, from, to, reason }, atMs),
      onTurnedAway: (by) => {
        inHand.getStore()!.countTry();
        see({ what: 'turnedAway', ...known(), by });
      },
      onSubstituted: (kind) => {
        const passage = inHand.getStore()!;
        if (kind === 'substituted') passage.isSubstituted = true;
        else {
          passage.isDeferred = true;
          if (settles) see({ what: 'deferred', order: passage.errand.order.number });
        }
      },
      onSettled: ({ errand }, error) => {
        const outcome = error === undefined ? OUTCOME.successful : outcomeOfError(error);
        if (settles) see({ what: 'settled', order: errand.order.number, outcome });
      },
    };
  }
}
