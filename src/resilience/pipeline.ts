import * as v from 'valibot';
import { positiveDuration } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';
import { breakerSettings } from './breaker/settings.ts';
import { sharingSettings } from './breaker/sharing-settings.ts';
import { bulkheadSettings } from './bulkhead/settings.ts';
import { concurrencyLimitSettings } from './concurrency-limit/index.ts';
import { fallbackSettings } from './fallback/index.ts';
import { rateLimitSettings } from './rate-limit/settings.ts';
import { retrySettings } from './retry/settings.ts';
import { throttleSettings } from './throttle/settings.ts';

/** A breaker in a pipeline: its settings, and who shares one circuit of it. */
const breakerInPipeline = settings({
  ...breakerSettings.entries,
  scope: v.optional(
    v.pipe(
      v.picklist(['instance', 'region', 'service']),
      v.description(
        'Who shares one circuit, in a scenario: the calls of an instance (as left out), of a region, or of the whole service',
      ),
    ),
  ),
  before: v.optional(
    v.pipe(
      v.picklist(['service', 'instance', 'region', 'class']),
      v.description(
        'What a circuit stands before, in a scenario: the service called (as left out), each of its instances or regions, or each class of orders',
      ),
    ),
  ),
  sharing: v.optional(
    v.pipe(
      sharingSettings,
      v.description(
        'How those who share a circuit know of it, in a scenario; left out, all know it at once',
      ),
    ),
  ),
});

export type PipelineBreakerSettings = v.InferOutput<typeof breakerInPipeline>;

/** The policies that a pipeline may hold, by the name each goes by in a file; a new one is a line here. */
export const POLICIES = {
  fallback: fallbackSettings,
  retry: retrySettings,
  breaker: breakerInPipeline,
  timeout: positiveDuration,
  bulkhead: bulkheadSettings,
  rateLimit: rateLimitSettings,
  throttle: throttleSettings,
  concurrencyLimit: concurrencyLimitSettings,
} as const satisfies Record<string, v.GenericSchema>;

export type PolicyName = keyof typeof POLICIES;

/** One policy of a pipeline, told by its name. */
export type Policy = {
  [Name in PolicyName]: {
    readonly policy: Name;
    readonly settings: v.InferOutput<(typeof POLICIES)[Name]>;
    /** Takes part only where the pipeline has no breaker: the alternative to compare it with. */
    readonly insteadOf?: 'breaker';
  };
}[PolicyName];

/** `{ retry: { … } }`: one policy a list entry, under its name. */
export const policySettings = v.pipe(
  settings({
    ...(Object.fromEntries(
      Object.entries(POLICIES).map(([name, schema]) => [name, v.optional(schema)]),
    ) as { [Name in PolicyName]: v.OptionalSchema<(typeof POLICIES)[Name], undefined> }),
    insteadOf: v.optional(
      v.pipe(
        v.literal('breaker'),
        v.description(
          'Takes part only in the arm without breaker: what to compare the breaker with',
        ),
      ),
    ),
  }),
  v.check(
    (entry) => Object.keys(entry).filter((key) => key !== 'insteadOf').length === 1,
    `one policy a list entry: ${Object.keys(POLICIES).join(', ')}`,
  ),
  v.transform(({ insteadOf, ...entry }): Policy => {
    const [policy, decoded] = Object.entries(entry)[0]!;
    const condition = insteadOf === undefined ? {} : { insteadOf };
    return { policy, settings: decoded, ...condition } as Policy;
  }),
);

/** A list of policies, the outermost first. */
export const pipelineSettings = v.array(policySettings, 'a list of policies');

export type Pipeline = readonly Policy[];

/** The policies that take part: those that stand in for a breaker do so where there is none. */
export function takingPart(pipeline: Pipeline): Pipeline {
  const hasBreaker = pipeline.some(({ policy }) => policy === 'breaker');
  return hasBreaker ? pipeline.filter(({ insteadOf }) => insteadOf !== 'breaker') : pipeline;
}
