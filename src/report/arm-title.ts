import type { ArmResult } from '../experiment/result.ts';

/** An arm by its name, and what stands in the place of its breaker: `without breaker (throttle instead)`. */
export function armTitle({ name, instead }: Pick<ArmResult, 'name' | 'instead'>): string {
  return instead === undefined ? name : `${name} (${instead} instead)`;
}
