import type { CircuitGrid } from './circuit-grid.ts';
import type { Desk } from './desk.ts';

/**
 * Which column of a breaker's table a call goes by. Where the circuits stand before instances, or before
 * regions, it is here that the one is picked which the call goes to: one whose circuit is not open.
 */
export class Columns {
  private readonly desk: Desk;
  private readonly grid: CircuitGrid;
  private readonly picks: boolean;
  private readonly isOpen: (slot: number, column: number) => boolean;

  /** `isOpen`: as far as whoever makes the call knows. */
  constructor(desk: Desk, grid: CircuitGrid, isOpen: (slot: number, column: number) => boolean) {
    const { before, columns } = grid;
    this.desk = desk;
    this.grid = grid;
    this.isOpen = isOpen;
    // What a breaker further out has picked stays.
    const picksInstance = before === 'instance' && columns > 1 && !desk.isPicked;
    const picksRegion = before === 'region' && columns > 1 && !desk.isPicked;
    this.picks = picksInstance || (picksRegion && !desk.isRegionPicked);
    if (picksInstance) desk.isPicked = true;
    if (picksRegion) desk.isRegionPicked = true;
  }

  of(slot: number): number {
    const { desk, grid } = this;
    if (grid.columns === 1) return 0;
    if (grid.before === 'class') return desk.classOf(slot);
    if (grid.before === 'instance') {
      if (this.picks) desk.picked[slot] = this.instanceFor(slot);
      return desk.picked[slot]!;
    }
    if (this.picks) desk.pickedRegion[slot] = this.regionFor(slot);
    return desk.isPicked
      ? desk.target.stand.regionOf(desk.picked[slot]!)
      : desk.pickedRegion[slot]!;
  }

  /** The instance whose turn it is, or the next whose circuit is not open. */
  private instanceFor(slot: number): number {
    const { desk } = this;
    const { columns } = this.grid;
    const first = desk.pick(slot, desk.callsOf(slot) + 1);
    return nextNotOpen(first, columns, (column) => this.isOpen(slot, column));
  }

  /** The nearest region whose circuit is not open. */
  private regionFor(slot: number): number {
    return nearestNotOpen(this.desk.regionsBy(slot), (column) => this.isOpen(slot, column));
  }
}

/** Of so many columns the first, or the next in turn whose circuit is not open. */
export function nextNotOpen(
  first: number,
  columns: number,
  isOpen: (column: number) => boolean,
): number {
  for (let step = 0; step < columns; step++) {
    const column = (first + step) % columns;
    if (!isOpen(column)) return column;
  }
  return first;
}

/** The nearest column whose circuit is not open; the nearest of all where there is none. */
export function nearestNotOpen(
  nearest: readonly number[],
  isOpen: (column: number) => boolean,
): number {
  return nearest.find((column) => !isOpen(column)) ?? nearest[0]!;
}
