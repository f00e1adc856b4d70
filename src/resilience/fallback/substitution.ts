import * as v from 'valibot';
import { variantOf } from '../../kernel/variant.ts';
import { failures } from '../failure.ts';

/** Decides when an answer that is not the service's own takes its place. Told the time, in ms. */
export abstract class Substitution {
  /** The service failed: is there a substitute? */
  abstract onFailure(now: number): boolean;

  /** True where the service is not even to be asked at `now`. */
  bypasses(_now: number): boolean {
    return false;
  }

  /** The service answered. */
  onSuccess(_now: number): void {}
}

/** One kind of fallback that puts another answer in the place of the service's. */
export const substituteVariant = variantOf<Substitution>();

/** What every kind of fallback has. */
export const fallbackEntries = {
  on: v.optional(v.pipe(failures, v.description('The failures that it steps in for')), [
    'error',
    'timeout',
    'blocked',
    'rejected',
  ]),
};
