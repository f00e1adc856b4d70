import type { Luck } from '../../luck.ts';

/** What a service knows of its instances when it has a request to give away. */
export interface Instances {
  readonly instances: number;
  /** Requests in hand and waiting, of each. */
  readonly busy: Int32Array;
  readonly queued: Int32Array;
}

/** Leaves some instances out. */
export interface Admission {
  admits(instance: number): boolean;
}

/** Decides which instance gets the next request: call number `call` of the order so numbered. */
export interface Balance {
  pick(number: number, call: number): number;
  /** Picks among those that are admitted; among all where none is. */
  pickAmong(number: number, call: number, admission: Admission): number;
}

export type CreateBalance = (instances: Instances, luck: Luck) => Balance;
