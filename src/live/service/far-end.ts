import type { Agenda } from '../../kernel/agenda.ts';
import { Outliers } from '../../model/link/outliers.ts';
import { createLuck } from '../../model/luck.ts';
import type { Outcome } from '../../model/outcome.ts';
import { Stand } from '../../model/service/stand.ts';
import { Distances } from '../../model/topology/distances.ts';
import type { ServiceNode } from '../../model/topology/graph.ts';
import type { Ways } from '../../model/topology/ways.ts';

/** Who calls a service, from which regions, and what it knows of the ways there. */
export interface NearEnd {
  readonly seed: number;
  readonly agenda: Agenda;
  /** Undefined where everything is in one place. */
  readonly ways: Ways | undefined;
  /** The regions that calls may come from; none: no place in particular. */
  readonly regions: readonly string[];
  /** Told of instances that are left alone, and used again. */
  readonly onEjection: (what: 'ejected' | 'takenBack') => void;
}

/**
 * A service as one process sees it that calls it: by the rules of the simulator it picks the instance that gets
 * the next request. What it knows of how busy they are is what it has sent there itself.
 */
export class FarEnd {
  readonly node: ServiceNode;
  readonly stand: Stand;
  /** For each region that calls may come from: the places of those where the service stands, the nearest first. */
  readonly nearest: readonly (readonly number[])[] | undefined;
  private readonly inFlight: Int32Array;
  private readonly outliers: Outliers<object & Ejections> | undefined;

  constructor(node: ServiceNode, { seed, agenda, ways, regions, onEjection }: NearEnd) {
    const { instances, balance, outlierDetection } = node;
    this.node = node;
    this.inFlight = new Int32Array(instances);
    const places = { instances, busy: this.inFlight, queued: new Int32Array(instances) };
    this.stand = new Stand(balance, node.regions.length, places, createLuck(seed, node.luck));
    this.nearest = ways && new Distances(ways, regions, node.regions).nearest;
    if (outlierDetection === undefined) return;
    this.outliers = new Outliers(agenda, outlierDetection, 1, instances, {
      eject: () => onEjection('ejected'),
      takeBack: () => onEjection('takenBack'),
    });
  }

  /** The instance that gets call number `call` of an order; from the region at `from`, to that at `region` if any. */
  pick(order: number, call: number, from: number, region: number | undefined): number {
    const seen = this.outliers?.seenBy(0);
    const nearest = this.nearest?.[from];
    const there = nearest && (region ?? this.stand.serving(nearest, seen));
    return this.stand.pickFor(there, order, call, seen);
  }

  begin(instance: number): void {
    this.inFlight[instance] = this.inFlight[instance]! + 1;
  }

  /** To be told once the agenda has come to the present instant. */
  end(instance: number, outcome: Outcome): void {
    this.inFlight[instance] = this.inFlight[instance]! - 1;
    this.outliers?.ended(0, instance, outcome);
  }
}

interface Ejections {
  eject(): void;
  takeBack(): void;
}
