import type { Pipeline } from '../resilience/pipeline.ts';
import type { Scenario } from '../scenario/schema.ts';

/** One variant of a scenario: its name and the pipeline that makes the difference. */
export interface ArmPlan {
  readonly name: ArmName;
  readonly pipeline: Pipeline;
}

export const ARM = {
  without: 'without breaker',
  with: 'with breaker',
  asWritten: 'as written',
} as const;

export type ArmName = (typeof ARM)[keyof typeof ARM];

/** The arms of a comparison, the baseline first; one arm only where there is no breaker to leave out. */
export function armsOf(scenario: Scenario): readonly [ArmPlan, ...ArmPlan[]] {
  const { pipeline } = scenario.orderService;
  const withoutBreaker = pipeline.filter(({ policy }) => policy !== 'breaker');
  if (withoutBreaker.length === pipeline.length) return [{ name: ARM.asWritten, pipeline }];
  return [
    { name: ARM.without, pipeline: withoutBreaker },
    { name: ARM.with, pipeline: pipeline.filter(({ insteadOf }) => insteadOf !== 'breaker') },
  ];
}
