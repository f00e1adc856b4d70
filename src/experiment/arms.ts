import { withoutDetection } from '../model/topology/without-detection.ts';
import { type Pipeline, takingPart } from '../resilience/pipeline.ts';
import { ARM, type ArmName } from '../scenario/arm-names.ts';
import { changesOf } from '../scenario/arms/arm-words.ts';
import type { ArmSettings, Scenario, ScenarioArm } from '../scenario/schema.ts';
import { spaced } from '../scenario/words.ts';

/** One variant of a scenario: its name, and what makes the difference. */
export interface ArmPlan {
  readonly name: ArmName;
  readonly pipeline: Pipeline;
  /** What stands in the place of the breaker, in words; absent where nothing does. */
  readonly instead?: string;
  /** Settings of its own, the pipeline aside; what is absent is as in the scenario. */
  readonly settings?: Partial<ArmSettings>;
  /** What sets it apart, in words, nothing where it is the scenario as written; absent where its name tells. */
  readonly changes?: readonly string[];
}

/**
 * The arms of a comparison, the baseline first: those that the scenario names, or with and without its
 * breakers; one arm only where there is no breaker to leave out.
 */
export function armsOf(scenario: Scenario): readonly [ArmPlan, ...ArmPlan[]] {
  const [first, ...others] = scenario.arms.map(planOf);
  if (first !== undefined) return [first, ...others];
  const { pipeline } = scenario.orderService;
  const withoutBreaker = pipeline.filter(({ policy }) => policy !== 'breaker');
  const services = withoutDetection(scenario.services);
  if (withoutBreaker.length === pipeline.length && services === undefined) {
    return [{ name: ARM.asWritten, pipeline }];
  }
  return [
    {
      name: ARM.without,
      pipeline: withoutBreaker,
      ...insteadIn(withoutBreaker),
      ...(services !== undefined && { settings: { services } }),
    },
    { name: ARM.with, pipeline: takingPart(pipeline) },
  ];
}

/** The scenario as written: an arm that changes nothing, if there is one. */
export function armAsWritten(scenario: Scenario): ArmPlan {
  const plans = armsOf(scenario);
  if (scenario.arms.length === 0) return plans.at(-1)!;
  const unchanged = plans.find(({ changes = [] }) => changes.length === 0);
  return unchanged ?? { name: ARM.asWritten, pipeline: takingPart(scenario.orderService.pipeline) };
}

/** The whole scenario that an arm is run on. */
export function scenarioOf(scenario: Scenario, { settings, pipeline }: ArmPlan): Scenario {
  const whole = { ...scenario, ...settings };
  return { ...whole, orderService: { ...whole.orderService, pipeline: [...pipeline] } };
}

function planOf({ name, written, settings }: ScenarioArm): ArmPlan {
  const { pipeline } = settings.orderService;
  return { name, pipeline, ...insteadIn(pipeline), settings, changes: changesOf(written) };
}

/** Stands in for a breaker that is not there. */
function insteadIn(pipeline: Pipeline): { instead?: string } {
  const words = takingPart(pipeline)
    .filter(({ insteadOf }) => insteadOf === 'breaker')
    .map(({ policy }) => spaced(policy))
    .join(' and ');
  return words === '' ? {} : { instead: words };
}
