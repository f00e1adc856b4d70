import { createLuck, type Luck } from '../../model/luck.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import type { Conditions } from '../../model/service/conditions.ts';
import { drawOutcome, drawWorkMs } from '../../model/service/draws.ts';
import { Zones } from '../../model/service/zones.ts';
import type { Ways } from '../../model/topology/ways.ts';
import type { NearSide } from './near-side.ts';
import type { OrdersInHand } from './orders-in-hand.ts';
import { pause, pauseUnless } from './pause.ts';
import { callInTurn, type Turn } from './real-turns.ts';
import { RealWay } from './real-way.ts';
import { Room } from './room.ts';
import type { Request, Serving } from './serving.ts';

interface ServiceParts {
  readonly near: NearSide;
  readonly orders: OrdersInHand;
  readonly ways: Ways | undefined;
  readonly turns: readonly Turn[];
}

/** What became of a request, and what is known of the calls of its order. */
interface Served {
  readonly outcome: Outcome;
  readonly calls: readonly number[];
}

/** What is later was not the timer's doing: the process itself stood still. */
const MOST_LATE_MS = 100;

const hasAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/**
 * An instance of a service by the real clock: places and a queue, work that takes as long and ends as the
 * simulator's would, drawn for each call of each order, and calls of its own.
 */
export class RealService {
  readonly name: string;
  readonly zones: Zones;
  readonly room: Room;
  private readonly parts: ServiceParts;
  private readonly luck: Luck;
  private readonly way: RealWay;
  private readonly charged = new Set<number>();
  private pings = 0;

  constructor(parts: ServiceParts) {
    const { near } = parts;
    const { seed, node, time, classes } = near;
    this.parts = parts;
    this.name = node.name;
    this.luck = createLuck(seed, node.luck);
    this.way = new RealWay(parts.ways, near.region, this.luck);
    this.zones = new Zones(time.agenda, classes.length === 0 ? undefined : classes, {
      node,
      luck: this.luck,
      onChange: () => this.letIn(),
    });
    this.room = new Room(this.conditions);
  }

  /** Its numbers as they are; what differs by class is that of the first. */
  get conditions(): Conditions {
    return this.zones.ofInstance[this.parts.near.instance]!;
  }

  /** What becomes of a request; null: nothing, ever, and its caller has gone. `gone` aborts when the caller goes. */
  async serve(request: Request, gone: AbortSignal): Promise<Served | null> {
    const { near, orders } = this.parts;
    const order = orders.take(request);
    const stops = near.node.settings.cancellation === 'on-timeout' ? gone : undefined;
    const conditions = this.zones.of(near.instance, order.ofClass);
    try {
      const outcome = await this.receive({ request, order, conditions, stops, gone });
      return outcome === null ? null : { outcome, calls: order.known };
    } finally {
      orders.giveBack(order);
    }
  }

  private async receive(serving: Serving): Promise<Outcome | null> {
    const { request, conditions, stops } = serving;
    const { near } = this.parts;
    this.see('received', request);
    this.follow(conditions);
    const outage = this.way.outage(request, 'out');
    if (outage === 'hang') return this.hang(serving);
    if (outage === 'refuse') return this.turnAway(serving);
    await this.way.travel(serving, 'out');
    this.follow(conditions);
    if (hasAborted(stops)) return this.stop(request);
    if (conditions.outage === 'hang') return this.hang(serving);
    const beganMs = conditions.outage === null ? await this.enter(request, stops) : null;
    if (beganMs === null) return hasAborted(stops) ? this.stop(request) : this.turnAway(serving);
    const outcome = await this.inPlace(serving, beganMs);
    if (outcome === null) return null;
    near.time.follow();
    return this.answer(serving, outcome);
  }

  /** How the service is, for a health check: as the simulator's pings, light work that takes no place. */
  async ping(): Promise<Outcome | null> {
    const { conditions, luck } = this;
    this.follow(conditions);
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
    this.room.letIn(this.parts.near.time.nowMs);
  }

  private follow(conditions: Conditions): void {
    this.parts.near.time.follow();
    conditions.follow();
  }

  /** The answer sets off; null where it never arrives. */
  private async answer(serving: Serving, outcome: Outcome): Promise<Outcome | null> {
    const { request } = serving;
    const outage = this.way.outage(request, 'back');
    if (outage === 'hang') return this.hang(serving);
    if (outage === null) await this.way.travel(serving, 'back');
    const told = outage === 'refuse' && outcome < OUTCOME.failed ? OUTCOME.failed : outcome;
    this.parts.near.see({ what: 'answered', ...this.known(request), outcome: told });
    return told;
  }

  /**
   * Takes a place, at once or in turn; the instant from which it has it, in ms. Null where there is none to be
   * had, or the caller went away.
   */
  private async enter(request: Request, stops: AbortSignal | undefined): Promise<number | null> {
    const { room, parts } = this;
    if (room.tryTake()) return parts.near.time.nowMs;
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
  private async inPlace(serving: Serving, beganMs: number): Promise<Outcome | null> {
    const { room, parts } = this;
    const { request, stops } = serving;
    const { time, node } = parts.near;
    this.see('began', request);
    let outcome: Outcome = OUTCOME.successful;
    let doneMs = Number.POSITIVE_INFINITY;
    if (node.settings.latency !== undefined) {
      const work = this.drawn(serving);
      outcome = work.outcome;
      doneMs = beganMs + work.tookMs;
      if (!(await pauseUnless(stops, doneMs - time.nowMs))) return this.stopInPlace(request);
    }
    if (outcome === OUTCOME.successful && parts.turns.length > 0) {
      outcome = await callInTurn(parts.turns, serving, parts.near.see);
      if (hasAborted(stops)) return this.stopInPlace(request);
      doneMs = Number.POSITIVE_INFINITY;
    }
    this.see('left', request);
    if (outcome === OUTCOME.successful) this.charge(request);
    const { nowMs } = time;
    room.leave(Math.max(nowMs - MOST_LATE_MS, Math.min(nowMs, doneMs)));
    return outcome;
  }

  /** How the work on a request ends, and how long it takes beside the others that are in hand. */
  private drawn({ request: { order, call }, conditions }: Serving) {
    const { luck, room } = this;
    this.follow(conditions);
    const outcome = drawOutcome(conditions, luck, order, call);
    const ownMs = drawWorkMs(conditions, luck, outcome, order, call);
    return { outcome, tookMs: ownMs + conditions.slowdownMs * (room.busy - 1) };
  }

  private stopInPlace(request: Request): null {
    this.stop(request);
    this.room.leave(this.parts.near.time.nowMs);
    return null;
  }

  private charge(request: Request): void {
    const { node, see } = this.parts.near;
    if (!node.charges) return;
    if (node.settings.idempotencyKeys && this.charged.has(request.order)) return;
    this.charged.add(request.order);
    see({ what: 'charged', ...this.known(request) });
  }

  private async turnAway(serving: Serving): Promise<Outcome | null> {
    this.see('refused', serving.request);
    const isFront = this.parts.near.place === 0;
    return this.answer(serving, isFront ? OUTCOME.rejected : OUTCOME.refused);
  }

  private async hang({ request, gone }: Serving): Promise<null> {
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
    this.parts.near.see({ what, ...this.known(request) });
  }

  private known({ order, request }: Request) {
    const { place, instance } = this.parts.near;
    return { service: place, instance, order, request };
  }
}
