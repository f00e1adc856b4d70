import type { Services } from '../model/topology/services-settings.ts';
import { withoutDetection } from '../model/topology/without-detection.ts';

/** The variants that a scenario is run in which names none of its own. */
export const ARM = {
  without: 'without breaker',
  with: 'with breaker',
  asWritten: 'as written',
} as const;

/** One of these, or a name of the scenario's own. */
export type ArmName = string;

/** The names of the arms that need no naming, the baseline first: two where there is a breaker to leave out. */
export function armNames(hasBreaker: boolean): readonly ArmName[] {
  return hasBreaker ? [ARM.without, ARM.with] : [ARM.asWritten];
}

/** The names of a scenario's arms, the baseline first. */
export function armNamesOf({ arms, orderService, services }: Armed): readonly ArmName[] {
  if (arms.length > 0) return arms.map(({ name }) => name);
  const hasBreaker = orderService.pipeline.some(({ policy }) => policy === 'breaker');
  return armNames(hasBreaker || withoutDetection(services) !== undefined);
}

interface Armed {
  readonly arms: readonly { readonly name: string }[];
  readonly services?: Services;
  readonly orderService: { readonly pipeline: readonly { readonly policy: string }[] };
}
