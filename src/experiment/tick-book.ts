import type { Books } from '../model/metrics/table.ts';
import type { World } from '../model/world.ts';
import { type GraphFlows, graphFlows, graphTick } from './graph-reading.ts';
import type { Tick } from './result.ts';
import { type Flows, flowsOf, tickOf } from './tick-reading.ts';

/** The ticks of an arm whose ticks somebody reads, one after the other. */
export class TickBook {
  private readonly world: World;
  private readonly books: Books;
  private startMs = 0;
  private flowsBefore: Flows;
  /** Undefined of the short form. */
  private graphBefore: GraphFlows | undefined;

  constructor(world: World, books: Books, isGraph: boolean) {
    this.world = world;
    this.books = books;
    this.flowsBefore = flowsOf(books);
    this.graphBefore = isGraph ? graphFlows(world) : undefined;
  }

  /** The tick as it stands at the present instant. */
  get present(): Tick {
    return this.tickWith(flowsOf(this.books));
  }

  /** Ends the tick at the present instant. */
  close(): Tick {
    const { world } = this;
    const flows = flowsOf(this.books);
    const tick = this.tickWith(flows);
    world.ledger.closeTick();
    for (const { book } of world.services) book.latency?.closeTick();
    this.startMs = world.agenda.now;
    this.flowsBefore = flows;
    if (this.graphBefore !== undefined) this.graphBefore = graphFlows(world);
    return tick;
  }

  private tickWith(flows: Flows): Tick {
    const tick = tickOf(this.startMs, this.flowsBefore, flows, this.books);
    return this.graphBefore === undefined
      ? tick
      : { ...tick, ...graphTick(this.world, this.graphBefore) };
  }
}
