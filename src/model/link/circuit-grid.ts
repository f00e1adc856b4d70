import type { PipelineBreakerSettings } from '../../resilience/pipeline.ts';

type Sharing = Pick<PipelineBreakerSettings, 'scope' | 'before'>;

/**
 * Which circuit of a breaker a call goes through: a table with a row for each who shares one, by the `scope`,
 * and a column for each that a circuit stands before. A cell is a circuit.
 */
export class CircuitGrid {
  readonly rows: number;
  /** Instances of the service called, each behind a circuit of its own; 1: one circuit before them all. */
  readonly callees: number;
  /** The first cell of the row of each instance that calls. */
  private readonly firstCells: Int32Array;

  constructor({ scope, before }: Sharing, callers: number, callees: number) {
    this.rows = scope === 'service' ? 1 : callers;
    this.callees = before === 'instance' ? callees : 1;
    this.firstCells = Int32Array.from({ length: callers }, (_, instance) =>
      this.rows === 1 ? 0 : instance * this.callees,
    );
  }

  get cells(): number {
    return this.rows * this.callees;
  }

  /** The first cell of the row that the calls of this instance go by. */
  rowOf(instance: number): number {
    return this.firstCells[instance]!;
  }

  /** Who a cell is for, each from 1; undefined where there is no telling apart. */
  placeOf(cell: number): { readonly instance?: number; readonly beforeInstance?: number } {
    return {
      ...(this.rows > 1 && { instance: Math.floor(cell / this.callees) + 1 }),
      ...(this.callees > 1 && { beforeInstance: (cell % this.callees) + 1 }),
    };
  }
}
