import type { CircuitGrid } from '../../model/link/circuit-grid.ts';
import { nearestNotOpen, nextNotOpen } from '../../model/link/columns.ts';
import type { FarEnd } from './far-end.ts';
import type { Passage } from './order-in-hand.ts';

/**
 * Which circuit a call goes through where a breaker has one for each instance, region or class, and with it
 * which instance the call goes to: by the rules of the simulator's columns.
 */
export class ColumnChoice {
  private readonly far: FarEnd;
  /** The place of the service called. */
  private readonly to: number;
  /** The place of the region that calls come from. */
  private readonly from: number;
  private isPicked = false;
  private isRegionPicked = false;

  constructor(far: FarEnd, to: number, from: number) {
    this.far = far;
    this.to = to;
    this.from = from;
  }

  /** For the next breaker, the outermost first: what one further out has picked stays. */
  chooserOf(
    { before, columns }: CircuitGrid,
    isOpen: (column: number) => boolean,
  ): (passage: Passage) => number {
    if (columns === 1) return () => 0;
    switch (before) {
      case 'class':
        return ({ errand }) => errand.order.ofClass;
      case 'instance': {
        const picks = !this.isPicked;
        this.isPicked = true;
        return (passage) => {
          if (picks) passage.instance = nextNotOpen(this.pick(passage), columns, isOpen);
          return passage.instance!;
        };
      }
      default: {
        const picks = !this.isPicked && !this.isRegionPicked;
        this.isRegionPicked ||= picks;
        const { nearest, stand } = this.far;
        return (passage) => {
          if (picks) passage.region = nearestNotOpen(nearest![this.from]!, isOpen);
          return passage.instance === undefined
            ? passage.region!
            : stand.regionOf(passage.instance);
        };
      }
    }
  }

  /** The instance that this call of its order goes to. */
  instanceFor({ errand, instance, region }: Passage, call: number): number {
    return instance ?? this.far.pick(errand.order.number, call, this.from, region);
  }

  private pick({ errand: { order }, region }: Passage): number {
    return this.far.pick(order.number, order.callsOf(this.to) + 1, this.from, region);
  }
}
