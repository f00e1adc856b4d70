import type { Target } from './place.ts';

/** What an incident does to a scenario: plain data, in the terms of its scripts and its traffic. */
export type Disturbance = Entry | Surge;

/** An entry of a script. */
export interface Entry {
  readonly what: 'entry';
  /** Of a graph; absent: the PaymentService of the short form, where there is nothing to choose. */
  readonly on?: Target;
  readonly at: number;
  readonly for: number;
  readonly changes: readonly Change[];
}

/** A stretch in which orders come `factor` times as fast. */
export interface Surge {
  readonly what: 'surge';
  readonly at: number;
  readonly for: number;
  readonly factor: number;
}

/** What a kind of trouble does, wherever it strikes. */
export type Stroke = Omit<Entry, 'on'> | Surge;

export type Change =
  | { readonly what: 'failureRate'; readonly to: number }
  /** In a ramp over the whole entry, or at once. */
  | { readonly what: 'latency'; readonly factor: number; readonly ramp: boolean }
  /** One-way delays of which each is as likely as the others. */
  | { readonly what: 'network'; readonly delaysMs: readonly number[] }
  | { readonly what: 'outage'; readonly how: 'refuse' | 'hang' | 'crash' }
  /** The one-way delay of a way between regions. */
  | { readonly what: 'delay'; readonly toMs: number }
  /** The stores by which instances share circuits are away. */
  | { readonly what: 'store' }
  /** So many of the nodes by which instances agree on circuits are away. */
  | { readonly what: 'nodesDown'; readonly nodes: number };

/** What is disturbed, as far as the strength of a disturbance depends on it. */
export interface Surroundings {
  readonly failureRate: number;
  /** The mean one-way delay; 0 without a network. */
  readonly networkMs: number;
  /** Instances that can be told apart; 1: none can. */
  readonly instances: number;
  /** The one-way delay of the way that is struck; 0 of a service. */
  readonly wayMs: number;
  /** Nodes that its instances agree by; 0: there are none. */
  readonly nodes: number;
  /** Instants and lengths are whole multiples of it. */
  readonly stepMs: number;
}

/** What surrounds an entry, by what it happens to. */
export type SurroundingsOf = (on: Target | undefined) => Surroundings;

export const endOf = (one: Disturbance): number => one.at + one.for;
