import { BREAKER_STATES, type BreakerStateName } from '../../resilience/breaker/state.ts';
import type { Tick } from '../result.ts';
import { Sample, type SampleJson } from './sample.ts';
import { readColumn, TICK_COLUMNS } from './tick-columns.ts';

export interface TickFindingsJson {
  /** In how many seeds the arm's tick ended in each state; none without a breaker. */
  readonly states: Readonly<Record<string, number>>;
  readonly columns: Readonly<Record<string, SampleJson>>;
}

/** One tick of one arm over replications. */
export class TickFindings {
  readonly states: Map<BreakerStateName, number>;
  /** In the order of the columns. */
  readonly columns: readonly Sample[];

  constructor(
    states = new Map<BreakerStateName, number>(),
    columns: readonly Sample[] = TICK_COLUMNS.map(() => new Sample()),
  ) {
    this.states = states;
    this.columns = columns;
  }

  static from({ states, columns }: TickFindingsJson): TickFindings {
    return new TickFindings(
      new Map(Object.entries(states) as [BreakerStateName, number][]),
      TICK_COLUMNS.map(({ path }) => Sample.from(columns[path]!)),
    );
  }

  add(tick: Tick): void {
    this.count(tick.state, 1);
    for (const [place, column] of TICK_COLUMNS.entries()) {
      this.columns[place]!.add(readColumn(tick, column));
    }
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: TickFindings): void {
    for (const [state, seeds] of other.states) this.count(state, seeds);
    for (const [place, column] of this.columns.entries()) column.merge(other.columns[place]!);
  }

  toJSON(): TickFindingsJson {
    const states = BREAKER_STATES.flatMap((state) => {
      const seeds = this.states.get(state);
      return seeds === undefined ? [] : [[state, seeds] as const];
    });
    return {
      states: Object.fromEntries(states),
      columns: Object.fromEntries(
        TICK_COLUMNS.map(({ path }, place) => [path, this.columns[place]!.toJSON()]),
      ),
    };
  }

  private count(state: BreakerStateName | null, seeds: number): void {
    if (state !== null) this.states.set(state, (this.states.get(state) ?? 0) + seeds);
  }
}
