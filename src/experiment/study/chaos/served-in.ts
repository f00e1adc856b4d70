import { objectOf } from '../../../scenario/chaos/place.ts';
import type { ChaosResult } from './chaos-result.ts';
import type { IncidentRecord } from './record.ts';

export const SEVERAL = 'several at once';
const ALL = 'all';

/** The group that an incident is told in: its kind, where it came alone. */
export function groupOf({ troubles }: IncidentRecord): string {
  return troubles.length > 1 ? SEVERAL : troubles[0]!.kind;
}

/** The service, region or way that an incident strikes, where it came alone; null of others, and of the traffic. */
export function placeGroupOf({ troubles }: IncidentRecord): string | null {
  const [first, ...others] = troubles;
  return first?.place === undefined || others.length > 0 ? null : objectOf(first.place);
}

/** What an arm paid in each incident of a group, as a share of the orders; those without orders left out. */
export function servedIn({ incidents }: ChaosResult, group: string, arm: number): number[] {
  return incidents
    .filter((one) => group === ALL || groupOf(one) === group || placeGroupOf(one) === group)
    .flatMap(({ arms }) => arms[arm]!.served ?? []);
}
