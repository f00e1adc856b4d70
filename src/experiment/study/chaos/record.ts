import type { Trouble } from '../../../scenario/chaos/draw.ts';
import type { Counted } from '../counted.ts';
import { FACTS } from '../facts.ts';
import type { Findings } from '../findings.ts';
import { placeOf, RUN_COST, SERVED_SHARE } from '../rows.ts';
import type { ChaosCell } from './cells.ts';

/** What one incident came to. */
export interface IncidentRecord {
  /** Counted from 1. */
  readonly number: number;
  /** Of its run. */
  readonly seed: number;
  readonly troubles: readonly Trouble[];
  /** In the order of the arms. */
  readonly arms: readonly ArmRecord[];
  /** In the order of the thresholds; null: not judged. */
  readonly broken: readonly (boolean | null)[];
}

export interface ArmRecord {
  /** The share of its orders that it paid, at once or later, 0 to 1; null where none came. */
  readonly served: number | null;
  /** Null where the run cannot tell. */
  readonly recovers: boolean | null;
  /** What the incident cost, in cents; absent where the scenario names no prices, or nothing went wrong by its account. */
  readonly costCents?: number;
}

const SERVED = placeOf(SERVED_SHARE)!;
const COST = placeOf(RUN_COST)!;
const RECOVERS = FACTS.findIndex(({ name }) => name === 'recovers');

/** What the one run of an incident found. */
export function recordOf(
  { incident: { number, troubles }, seed }: Pick<ChaosCell, 'incident' | 'seed'>,
  findings: Findings,
): IncidentRecord {
  const broken = findings.thresholds.map(({ verdicts }) => negated(answerOf(verdicts)));
  return { number, seed, troubles, arms: armsOf(findings), broken };
}

/** How the arms fared in one run. */
export function armsOf({ arms }: Findings): ArmRecord[] {
  return arms.map(({ metrics, facts }) => {
    const { moments } = metrics[SERVED]!;
    const served = moments.count === 0 ? null : moments.mean;
    const bill = metrics[COST]!.moments;
    return {
      served,
      recovers: answerOf(facts[RECOVERS]!),
      ...(bill.count > 0 && { costCents: bill.mean }),
    };
  });
}

/** Of one run. */
function answerOf({ yes, no }: Counted): boolean | null {
  return yes + no === 0 ? null : yes > 0;
}

function negated(answer: boolean | null): boolean | null {
  return answer === null ? null : !answer;
}
