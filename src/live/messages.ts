import type { Observation } from '../model/observed/observation.ts';
import type { LivePlan } from './plan.ts';

/** Where a service listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What a process is to be. */
export interface Duty {
  readonly plan: LivePlan;
  readonly arm: string;
  /** The place of its service in the graph, and which of its instances it is. */
  readonly service: number;
  readonly instance: number;
  /** Where to listen; port 0 is any free one. */
  readonly address: Address;
  /** What every request of the run bears: whoever else asks is turned away, and is in no book. */
  readonly token: string;
  /** The address of the Redis by which instances share circuits; null where there is none. */
  readonly redis: string | null;
}

/** Said to the process of a service. */
export type Order =
  | { readonly kind: 'serve'; readonly duty: Duty }
  /** The run begins at this instant of the clock that all share; the instances of every service are where `addresses` say. */
  | {
      readonly kind: 'begin';
      readonly atMs: number;
      readonly addresses: readonly (readonly Address[])[];
    }
  | { readonly kind: 'end' };

/** Said by the process of a service. */
export type Report =
  | { readonly kind: 'ready'; readonly address: Address }
  /** It cannot serve, and why. */
  | { readonly kind: 'fault'; readonly words: string }
  | { readonly kind: 'seen'; readonly observations: readonly Observation[] }
  /** All that it saw has been told. Its loop was so late, in ms, that 99 % of its looks were no later. */
  | { readonly kind: 'done'; readonly loopLateMs: number };
