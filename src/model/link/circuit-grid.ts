import type { PipelineBreakerSettings } from '../../resilience/pipeline.ts';
import type { CircuitPlace } from '../books/breaker-watch.ts';

type Sharing = Pick<PipelineBreakerSettings, 'scope' | 'before'>;

/** One end of a link: so many instances, as many in each region. */
interface End {
  readonly instances: number;
  readonly regions: readonly string[];
}

/** What circuits may be told apart by. */
interface Sides {
  readonly caller: End;
  readonly callee: End;
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
  private readonly scope: NonNullable<Sharing['scope']>;
  private readonly sides: Sides;
  /** The first cell of the row of each instance that calls. */
  private readonly firstCells: Int32Array;

  constructor({ scope = 'instance', before = 'service' }: Sharing, sides: Sides) {
    const { caller, callee, classes } = sides;
    this.scope = scope;
    this.before = before;
    this.sides = sides;
    const { instances, regions } = caller;
    this.rows = { instance: instances, region: Math.max(1, regions.length), service: 1 }[scope];
    this.columns = {
      service: 1,
      instance: callee.instances,
      region: Math.max(1, callee.regions.length),
      class: Math.max(1, classes.length),
    }[before];
    this.firstCells = Int32Array.from(
      { length: instances },
      (_, instance) => Math.floor((instance * this.rows) / instances) * this.columns,
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
    const { rows, columns } = this;
    return {
      ...(rows > 1 && this.whose(Math.floor(cell / columns))),
      ...(columns > 1 && this.beforeWhat(cell % columns)),
    };
  }

  private whose(row: number): CircuitPlace {
    return this.scope === 'region'
      ? { region: this.sides.caller.regions[row]! }
      : { instance: row + 1 };
  }

  private beforeWhat(column: number): CircuitPlace {
    const { classes, callee } = this.sides;
    if (this.before === 'class') return { beforeClass: classes[column]! };
    if (this.before === 'region') return { beforeRegion: callee.regions[column]! };
    return { beforeInstance: column + 1 };
  }
}
