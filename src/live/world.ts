import type { RegionsSettings } from '../model/topology/geography.ts';
import type { Graph } from '../model/topology/graph.ts';
import type { ClassesSettings } from '../model/traffic/classes.ts';

/** What all services of an arm share. */
export interface World {
  readonly seed: number;
  readonly graph: Graph;
  /** Undefined where all orders are alike. */
  readonly classes: ClassesSettings | undefined;
  /** The share of orders from each region; undefined where they come from no place in particular. */
  readonly origins: Readonly<Record<string, number>> | undefined;
  /** The ways between regions; undefined where everything is in one place. */
  readonly regions: RegionsSettings | undefined;
}
