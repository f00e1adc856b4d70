import type { Disturbance } from '../../../scenario/chaos/disturbance.ts';
import { disturbed } from '../../../scenario/chaos/disturbed.ts';
import type { DrawnIncident } from '../../../scenario/chaos/draw.ts';
import { chaosPlan } from '../../../scenario/chaos/plan.ts';
import { disturbanceWords } from '../../../scenario/chaos/words.ts';
import type { SettingOverride } from '../../../scenario/overrides.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { EVEN } from '../../verdict/winner.ts';
import { overridesOf } from './cells.ts';
import type { Harm, WorstIncident } from './chaos-result.ts';
import type { ArmRecord, IncidentRecord } from './record.ts';
import { shrink } from './shrink.ts';

/** An incident, and the arm that it hurts. */
export interface Victim {
  readonly record: IncidentRecord;
  /** By its place. */
  readonly arm: number;
  /** The arm that fares better; null: the same arm, had nothing happened. */
  readonly against: number | null;
}

/**
 * Of all incidents and all arms the pair in which the arm falls furthest behind the baseline; of one arm alone,
 * the incident that leaves least of it. Null where no arm falls behind by more than what counts as even.
 * Of equals the first.
 */
export function worstOf(records: readonly IncidentRecord[], arms: number): Victim | null {
  const pairs = records.flatMap((record) =>
    record.arms.flatMap(({ served }, arm) => {
      const other = arms === 1 ? 1 : record.arms[0]!.served;
      if (served === null || other === null || (arms > 1 && arm === 0)) return [];
      return [{ record, arm, against: arms === 1 ? null : 0, harm: other - served }];
    }),
  );
  return pairs.reduce<(Victim & { readonly harm: number }) | null>(
    (worst, one) => (one.harm > (worst?.harm ?? EVEN) ? one : worst),
    null,
  );
}

/** So much of the harm must be left for a part of an incident to stand for the whole. */
export const KEPT = 0.5;

/** A run that has to be made: these settings on the incident's seed. The arms are told in answer. */
export type Search = Generator<
  readonly SettingOverride[],
  WorstIncident | null,
  readonly ArmRecord[]
>;

/**
 * Looks for the smallest part of an incident that does at least half of its harm; what each part does it asks
 * for. Null where the incident of a single arm does it no harm.
 */
export function* smallestPart(
  scenario: Scenario,
  arms: readonly string[],
  { disturbances }: DrawnIncident,
  { record, arm, against }: Victim,
): Search {
  const runs = new Map<string, readonly ArmRecord[]>([[keyOf(disturbances), record.arms]]);
  // A run in which nothing happens, for a single arm to be held against.
  const quiet = against === null ? (yield overridesOf(scenario, []))[arm]!.served : null;
  const harmOf = (part: readonly Disturbance[]): Harm => {
    const run = runs.get(keyOf(part))!;
    return {
      served: run[arm]!.served ?? 1,
      servedByOther: (against === null ? quiet : run[against]!.served) ?? 0,
      script: part.map(disturbanceWords),
      settings: disturbed(scenario, part),
    };
  };
  const whole = harmOf(disturbances);
  const harm = whole.servedByOther - whole.served;
  if (harm <= EVEN) return null;
  const steps = shrink(disturbances, chaosPlan(scenario).around);
  let step = steps.next();
  while (step.done !== true) {
    runs.set(keyOf(step.value), yield overridesOf(scenario, step.value));
    const { served, servedByOther } = harmOf(step.value);
    step = steps.next(servedByOther - served >= KEPT * harm);
  }
  const found = { ...told(record, arms, arm, against), whole };
  // Itself was no try.
  return { ...found, shrunk: { ...harmOf(step.value), tried: runs.size - 1 } };
}

/** The same without the search; null of a single arm, of which nobody knows yet how it would have fared. */
export function asDrawn(
  scenario: Scenario,
  arms: readonly string[],
  { disturbances }: DrawnIncident,
  { record, arm, against }: Victim,
): WorstIncident | null {
  if (against === null) return null;
  const whole = {
    served: record.arms[arm]!.served!,
    servedByOther: record.arms[against]!.served!,
    script: disturbances.map(disturbanceWords),
    settings: disturbed(scenario, disturbances),
  };
  return { ...told(record, arms, arm, against), whole, shrunk: null };
}

function told(
  { number, seed, troubles }: IncidentRecord,
  arms: readonly string[],
  arm: number,
  against: number | null,
): Omit<WorstIncident, 'whole' | 'shrunk'> {
  return {
    number,
    seed,
    arm: arms[arm]!,
    against: against === null ? null : arms[against]!,
    troubles,
  };
}

function keyOf(part: readonly Disturbance[]): string {
  return JSON.stringify(part);
}
