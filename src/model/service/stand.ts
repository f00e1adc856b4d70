import type { Luck } from '../luck.ts';
import type { Admission, Balance, Instances } from './balance/balance.ts';
import { BALANCES, type BalanceName } from './balance/index.ts';

/** Where the instances of a service stand, and which of them gets the next request. */
export class Stand {
  /** Among all instances. */
  private readonly balance: Balance;
  private readonly isAlone: boolean;
  /** Among those of each region. */
  private readonly balances: readonly Balance[];
  private readonly perRegion: number;
  /** How many of them are in front of the region that is looked at. */
  private before = 0;
  private admission: Admission | undefined;
  private readonly here: Admission;

  constructor(name: BalanceName, regions: number, places: Instances, luck: Luck) {
    const { busy, queued, instances } = places;
    this.balance = BALANCES[name](places, luck);
    this.isAlone = instances === 1;
    this.perRegion = instances / Math.max(1, regions);
    this.balances = Array.from({ length: regions }, (_, region) => {
      const from = region * this.perRegion;
      const until = from + this.perRegion;
      const own = { busy: busy.subarray(from, until), queued: queued.subarray(from, until) };
      return BALANCES[name]({ instances: this.perRegion, ...own }, luck);
    });
    this.here = { admits: (instance) => this.admission!.admits(this.before + instance) };
  }

  /** Among all instances, as if they stood in one place; of one there is nothing to choose. */
  pick(number: number, call: number): number {
    return this.isAlone ? 0 : this.balance.pick(number, call);
  }

  /** Among those of a region, where one is given, and of these among the admitted, where somebody asks. */
  pickFor(
    region: number | undefined,
    number: number,
    call: number,
    admission: Admission | undefined,
  ): number {
    if (region !== undefined) return this.pickIn(region, number, call, admission);
    if (admission === undefined) return this.pick(number, call);
    return this.balance.pickAmong(number, call, admission);
  }

  /** Of regions, the nearest first, that where an instance is admitted; the nearest where there is none. */
  serving(nearest: readonly number[], admission: Admission | undefined): number {
    const [first] = nearest;
    if (admission === undefined) return first!;
    return nearest.find((region) => this.hasAny(region, admission)) ?? first!;
  }

  /** The place of the region where an instance stands; 0 where there is none. */
  regionOf(instance: number): number {
    return Math.floor(instance / this.perRegion);
  }

  /** Whether an instance of the region is admitted. */
  private hasAny(region: number, admission: Admission): boolean {
    const from = region * this.perRegion;
    for (let i = from; i < from + this.perRegion; i++) if (admission.admits(i)) return true;
    return false;
  }

  /** Picks among the admitted of a region; among all of it where none is, or nobody asks. */
  pickIn(region: number, number: number, call: number, admission: Admission | undefined): number {
    const balance = this.balances[region] ?? this.balance;
    this.before = region * this.perRegion;
    if (admission === undefined) return this.before + balance.pick(number, call);
    this.admission = admission;
    return this.before + balance.pickAmong(number, call, this.here);
  }
}
