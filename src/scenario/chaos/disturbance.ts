/** What an incident does to a scenario: plain data, in the terms of its script and its traffic. */
export type Disturbance = Entry | Surge;

/** An entry of the PaymentService's script. */
export interface Entry {
  readonly what: 'entry';
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

export type Change =
  | { readonly what: 'failureRate'; readonly to: number }
  /** In a ramp over the whole entry, or at once. */
  | { readonly what: 'latency'; readonly factor: number; readonly ramp: boolean }
  /** One-way delays of which each is as likely as the others. */
  | { readonly what: 'network'; readonly delaysMs: readonly number[] }
  | { readonly what: 'outage'; readonly how: 'refuse' | 'hang' };

/** The scenario that is disturbed, as far as the strength of a disturbance depends on it. */
export interface Surroundings {
  readonly failureRate: number;
  /** The mean one-way delay; 0 without a network. */
  readonly networkMs: number;
  /** Instants and lengths are whole multiples of it. */
  readonly stepMs: number;
}

export const endOf = (one: Disturbance): number => one.at + one.for;
