import type { PipelineBreakerSettings } from '../../resilience/pipeline.ts';
import type { CircuitPlace } from '../books/breaker-watch.ts';

type Sharing = Pick<PipelineBreakerSettings, 'scope' | 'before'>;

/** What circuits may be told apart by. */
interface Sides {
  /** Instances of the service that calls, and of the service called. */
  readonly callers: number;
  readonly callees: number;
  /** The names of the classes of orders; none: all are alike. */
  readonly classes: readonly string[];
}

/**
 * Which circuit of a breaker a call goes through: a table with a row for each who shares one, by the `scope`,
 * and a column for each that a circuit stands before. A cell is a circuit.
 */
export class CircuitGrid {
  readonly rows: number;
  /** What a circuit stands before, each behind one of its own; 1: one circuit before them all. */
  readonly columns: number;
  /** What the columns are; of one column it is of no account. */
  readonly before: NonNullable<Sharing['before']>;
  private readonly classes: readonly string[];
  /** The first cell of the row of each instance that calls. */
  private readonly firstCells: Int32Array;

  constructor({ scope, before = 'service' }: Sharing, { callers, callees, classes }: Sides) {
    this.rows = scope === 'service' ? 1 : callers;
    this.before = before;
    this.classes = classes;
    this.columns = { service: 1, instance: callees, class: Math.max(1, classes.length) }[before];
    this.firstCells = Int32Array.from({ length: callers }, (_, instance) =>
      this.rows === 1 ? 0 : instance * this.columns,
    );
  }

  get cells(): number {
    return this.rows * this.columns;
  }

  /** The first cell of the row that the calls of this instance go by. */
  rowOf(instance: number): number {
    return this.firstCells[instance]!;
  }

  /** Who a cell is for, instances from 1; undefined where there is no telling apart. */
  placeOf(cell: number): CircuitPlace {
    const column = cell % this.columns;
    return {
      ...(this.rows > 1 && { instance: Math.floor(cell / this.columns) + 1 }),
      ...(this.columns > 1 &&
        (this.before === 'class'
          ? { beforeClass: this.classes[column]! }
          : { beforeInstance: column + 1 })),
    };
  }
}
