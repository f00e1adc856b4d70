import type { Services } from '../model/topology/services-settings.ts';
import { withoutDetection } from '../model/topology/without-detection.ts';
import type { Pipeline } from '../resilience/pipeline.ts';
import { ARM, type ArmName } from '../scenario/arm-names.ts';
import type { Scenario } from '../scenario/schema.ts';
import { spaced } from '../scenario/words.ts';

/** One variant of a scenario: its name and the pipeline that makes the difference. */
export interface ArmPlan {
  readonly name: ArmName;
  readonly pipeline: Pipeline;
  /** What stands in the place of the breaker, in words; absent where nothing does. */
  readonly instead?: string;
  /** The services of a graph, where they are others than the scenario's. */
  readonly services?: Services;
}

/** The arms of a comparison, the baseline first; one arm only where there is no breaker to leave out. */
export function armsOf(scenario: Scenario): readonly [ArmPlan, ...ArmPlan[]] {
  const { pipeline } = scenario.orderService;
  const withoutBreaker = pipeline.filter(({ policy }) => policy !== 'breaker');
  const services = withoutDetection(scenario.services);
  if (withoutBreaker.length === pipeline.length && services === undefined) {
    return [{ name: ARM.asWritten, pipeline }];
  }
  const instead = withoutBreaker
    .filter(({ insteadOf }) => insteadOf === 'breaker')
    .map(({ policy }) => spaced(policy))
    .join(' and ');
  return [
    {
      name: ARM.without,
      pipeline: withoutBreaker,
      ...(instead !== '' && { instead }),
      ...(services !== undefined && { services }),
    },
    { name: ARM.with, pipeline: pipeline.filter(({ insteadOf }) => insteadOf !== 'breaker') },
  ];
}
