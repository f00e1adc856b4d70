import type { Luck } from '../../model/luck.ts';
import { drawWayMs } from '../../model/service/draws.ts';
import type { WayOutage, Ways } from '../../model/topology/ways.ts';
import { pause } from './pause.ts';
import type { Request, Serving } from './serving.ts';

type Direction = 'out' | 'back';

/** The ways to a service and back: its network, and how far it is from the regions of those who call it. */
export class RealWay {
  private readonly ways: Ways | undefined;
  private readonly region: string | undefined;
  private readonly luck: Luck;

  /** `ways`: undefined where everything is in one place; `region`: where the service stands. */
  constructor(ways: Ways | undefined, region: string | undefined, luck: Luck) {
    this.ways = ways;
    this.region = region;
    this.luck = luck;
  }

  /** What becomes of all that sets off now; null: it arrives. */
  outage({ from }: Request, direction: Direction): WayOutage | null {
    return this.ways?.outage(this.numberOf(this.ways, from, direction)) ?? null;
  }

  /** Takes as long as the way does. */
  async travel({ request, conditions }: Serving, direction: Direction): Promise<void> {
    const { from, order, call } = request;
    const farMs = this.ways?.delayMs(this.numberOf(this.ways, from, direction)) ?? 0;
    await pause(drawWayMs(conditions, this.luck, order, call, direction) + farMs);
  }

  private numberOf(ways: Ways, from: string | undefined, direction: Direction): number {
    const there = ways.numberOf(from, this.region);
    return direction === 'out' ? there : ways.backOf(there);
  }
}
