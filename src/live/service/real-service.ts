import { createLuck, type Luck } from '../../model/luck.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import { Conditions } from '../../model/service/conditions.ts';
import { drawOutcome, drawWayMs, drawWorkMs } from '../../model/service/draws.ts';
import type { ServiceNode } from '../../model/topology/graph.ts';
import { OrderInHand } from './order-in-hand.ts';
import type { Outbound, See } from './outbound.ts';
import type { RealTime } from './real-time.ts';
import { Room } from './room.ts';

/** A request as it came: the number of its order, and which call of it; 0 is the order itself. */
export interface Request {
  readonly order: number;
  readonly call: number;
  readonly amountCents: number;
  /** Its calls go round the breakers: what would be without them. */
  readonly withoutBreaker?: boolean;
}

/** A call that the service makes for each request. */
interface Turn {
  readonly link: Outbound;
  readonly isEssential: boolean;
}

interface ServiceParts {
  readonly seed: number;
  /** Its place in the graph; orders arrive at the first. */
  readonly place: number;
  readonly node: ServiceNode;
  readonly turns: readonly Turn[];
  readonly time: RealTime;
  readonly see: See;
}

const pause = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, Math.round(ms)));

/** What is later was not the timer's doing: the process itself stood still. */
const MOST_LATE_MS = 100;

const hasAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/**
 * A service by the real clock: places and a queue, work that takes as long and ends as the simulator's would,
 * drawn for each call of each order, and calls of its own.
 */
export class RealService {
  readonly name: string;
  readonly conditions: Conditions;
  readonly room: Room;
  private readonly parts: ServiceParts;
  private readonly luck: Luck;
  private readonly charged = new Set<number>();
  private pings = 0;

  constructor(parts: ServiceParts) {
    const { seed, node, time } = parts;
    this.parts = parts;
    this.name = node.name;
    this.luck = createLuck(seed, node.luck);
    this.conditions = new Conditions(node.settings, time.agenda, () => this.letIn());
    this.room = new Room(this.conditions);
  }

  /** What becomes of a request; null: nothing, ever, and its caller has gone. `gone` aborts when the caller goes. */
  async serve(request: Request, gone: AbortSignal): Promise<Outcome | null> {
    const { parts, conditions } = this;
    const stops = parts.node.settings.cancellation === 'on-timeout' ? gone : undefined;
    this.see('received', request);
    this.follow();
    await pause(drawWayMs(conditions, this.luck, request.order, request.call, 'out'));
    this.follow();
    if (hasAborted(stops)) return this.stop(request);
    if (conditions.outage === 'hang') return this.hang(request, gone);
    const beganMs = conditions.outage === null ? await this.enter(request, stops) : null;
    if (beganMs === null) return hasAborted(stops) ? this.stop(request) : this.turnAway(request);
    const outcome = await this.inPlace(request, beganMs, stops);
    if (outcome === null) return null;
    await pause(drawWayMs(conditions, this.luck, request.order, request.call, 'back'));
    parts.see({ what: 'answered', ...this.known(request), outcome });
    return outcome;
  }

  /** How the service is, for a health check: as the simulator's pings, light work that takes no place. */
  async ping(): Promise<Outcome | null> {
    const { conditions, luck } = this;
    this.follow();
    const stream = luck.pings.at(0, ++this.pings);
    if (conditions.outage === 'hang') return null;
    const isRefused = conditions.outage !== null || this.room.isFull;
    const isGood = !isRefused && !stream.chance(conditions.failureRate);
    const { latency } = conditions;
    const workMs =
      isRefused || latency === null ? 0 : latency.distribution.sample(stream) * latency.factor;
    await pause(workMs);
    return isGood ? OUTCOME.successful : OUTCOME.refused;
  }

  /** New limits hold: some may find room. */
  letIn(): void {
    this.room.letIn(this.parts.time.nowMs);
  }

  private follow(): void {
    this.parts.time.follow();
    this.conditions.follow();
  }

  /**
   * Takes a place, at once or in turn; the instant from which it has it, in ms. Null where there is none to be
   * had, or the caller went away.
   */
  private async enter(request: Request, stops: AbortSignal | undefined): Promise<number | null> {
    const { room, parts } = this;
    if (room.tryTake()) return parts.time.nowMs;
    return new Promise((resolve) => {
      const goAway = room.tryWait((atMs) => {
        stops?.removeEventListener('abort', onAbort);
        resolve(atMs);
      });
      const onAbort = (): void => {
        if (goAway?.() === true) resolve(null);
      };
      if (goAway === undefined) return resolve(null);
      this.see('queued', request);
      stops?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Works on a request that has a place, and gives the place back. */
  private async inPlace(
    request: Request,
    beganMs: number,
    stops: AbortSignal | undefined,
  ): Promise<Outcome | null> {
    const { conditions, luck, room, parts } = this;
    const { order, call } = request;
    this.see('began', request);
    let outcome: Outcome = OUTCOME.successful;
    let doneMs = Number.POSITIVE_INFINITY;
    if (parts.node.settings.latency !== undefined) {
      this.follow();
      outcome = drawOutcome(conditions, luck, order, call);
      const ownMs = drawWorkMs(conditions, luck, outcome, order, call);
      const others = room.busy - 1;
      doneMs = beganMs + ownMs + conditions.slowdownMs * others;
      if (!(await this.work(doneMs - parts.time.nowMs, stops))) {
        this.stop(request);
        room.leave(parts.time.nowMs);
        return null;
      }
    }
    if (outcome === OUTCOME.successful && parts.turns.length > 0) {
      outcome = await this.callInTurn(request);
      doneMs = Number.POSITIVE_INFINITY;
    }
    this.see('left', request);
    if (outcome === OUTCOME.successful) this.charge(request);
    const { nowMs } = parts.time;
    room.leave(Math.max(nowMs - MOST_LATE_MS, Math.min(nowMs, doneMs)));
    return outcome;
  }

  /** False where the caller went away, and that ends the work. */
  private async work(ms: number, stops: AbortSignal | undefined): Promise<boolean> {
    if (stops === undefined) {
      await pause(ms);
      return true;
    }
    return new Promise((resolve) => {
      const onAbort = (): void => {
        clearTimeout(timer);
        resolve(false);
      };
      const timer = setTimeout(() => {
        stops.removeEventListener('abort', onAbort);
        resolve(true);
      }, Math.round(ms));
      if (stops.aborted) onAbort();
      else stops.addEventListener('abort', onAbort, { once: true });
    });
  }

  private async callInTurn({
    order,
    amountCents,
    withoutBreaker = false,
  }: Request): Promise<Outcome> {
    const inHand = new OrderInHand(order, amountCents);
    for (const { link, isEssential } of this.parts.turns) {
      const outcome = await link.call(inHand, withoutBreaker);
      const isStandIn = outcome === OUTCOME.substituted || outcome === OUTCOME.deferred;
      if (isStandIn && !isEssential) this.parts.see({ what: 'degraded', order });
      else if (outcome !== OUTCOME.successful) return outcome;
    }
    return OUTCOME.successful;
  }

  private charge(request: Request): void {
    const { node, see } = this.parts;
    if (!node.charges) return;
    if (node.settings.idempotencyKeys && this.charged.has(request.order)) return;
    this.charged.add(request.order);
    see({ what: 'charged', ...this.known(request) });
  }

  private turnAway(request: Request): Outcome {
    const { see, place } = this.parts;
    const outcome = place === 0 ? OUTCOME.rejected : OUTCOME.refused;
    this.see('refused', request);
    see({ what: 'answered', ...this.known(request), outcome });
    return outcome;
  }

  private async hang(request: Request, gone: AbortSignal): Promise<null> {
    if (!gone.aborted) {
      await new Promise((resolve) => gone.addEventListener('abort', resolve, { once: true }));
    }
    return this.stop(request);
  }

  private stop(request: Request): null {
    this.see('stopped', request);
    return null;
  }

  private see(
    what: 'received' | 'queued' | 'began' | 'left' | 'stopped' | 'refused',
    request: Request,
  ): void {
    this.parts.see({ what, ...this.known(request) });
  }

  private known({ order, call }: Request) {
    return { service: this.parts.place, order, call };
  }
}
