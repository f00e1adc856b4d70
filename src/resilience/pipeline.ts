import * as v from 'valibot';
import { positiveDuration } from '../kernel/quantities.ts';
import { anyOf, settings } from '../kernel/settings.ts';
import { variantOf } from '../kernel/variant.ts';
import { breakerSettings } from './breaker/settings.ts';
import { sharingSettings } from './breaker/sharing-settings.ts';
import { bulkheadSettings } from './bulkhead/settings.ts';
import { concurrencyLimitSettings } from './concurrency-limit/index.ts';
import { backup } from './fallback/backup.ts';
import { FALLBACKS, fallbackSettings } from './fallback/index.ts';
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

/** The policies that any pipeline may hold besides fallbacks, by the name each goes by in a file. */
const GUARDS = {
  retry: retrySettings,
  breaker: breakerInPipeline,
  timeout: positiveDuration,
  bulkhead: bulkheadSettings,
  rateLimit: rateLimitSettings,
  throttle: throttleSettings,
  concurrencyLimit: concurrencyLimitSettings,
} as const satisfies Record<string, v.GenericSchema>;

type PolicySchemas = Readonly<Record<string, v.GenericSchema>>;

/** One policy of a pipeline, told by its name. */
type PolicyOf<Schemas extends PolicySchemas> = {
  [Name in keyof Schemas]: {
    readonly policy: Name;
    readonly settings: v.InferOutput<Schemas[Name]>;
    /** Takes part only where the pipeline has no breaker: the alternative to compare it with. */
    readonly insteadOf?: 'breaker';
  };
}[keyof Schemas];

/** `{ retry: { … } }`: one policy a list entry, under its name. */
function policyEntry<const Schemas extends PolicySchemas>(schemas: Schemas) {
  return v.pipe(
    settings({
      ...(Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, v.optional(schema)]),
      ) as { [Name in keyof Schemas]: v.OptionalSchema<Schemas[Name], undefined> }),
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
      `one policy a list entry: ${Object.keys(schemas).join(', ')}`,
    ),
    v.transform(({ insteadOf, ...entry }): PolicyOf<Schemas> => {
      const [policy, decoded] = Object.entries(entry)[0]!;
      const condition = insteadOf === undefined ? {} : { insteadOf };
      return { policy, settings: decoded, ...condition } as unknown as PolicyOf<Schemas>;
    }),
  );
}

/** What guards the way to a backup: where that turns to yet another service, nothing guards the way there. */
export const backupPipeline = v.pipe(
  v.array(policyEntry({ fallback: fallbackSettings, ...GUARDS }), 'a list of policies'),
  v.description('The policies that guard the calls to it, in a scenario of `services`'),
);

/** The fallback to another service, with what guards the way there. */
const guardedBackup = variantOf<void>()({
  kind: backup.kind,
  summary: backup.summary,
  entries: {
    ...backup.entries,
    pipeline: v.optional(backupPipeline),
  },
  create: backup.create,
});

type Unguarded = Exclude<(typeof FALLBACKS)[number], { readonly kind: 'backup' }>;

/** The fallbacks of a pipeline: the way to a backup may have a pipeline itself. */
export const FALLBACKS_OF_PIPELINE = FALLBACKS.map((one): Unguarded | typeof guardedBackup =>
  one.kind === 'backup' ? guardedBackup : one,
);

/** The policies that a pipeline may hold, by the name each goes by in a file; a new one is a line here or above. */
export const POLICIES = {
  fallback: anyOf('kind', FALLBACKS_OF_PIPELINE),
  ...GUARDS,
} as const satisfies Record<string, v.GenericSchema>;

export type PolicyName = keyof typeof POLICIES;

export type Policy = PolicyOf<typeof POLICIES>;

export const policySettings = policyEntry(POLICIES);

/** A list of policies, the outermost first. */
export const pipelineSettings = v.array(policySettings, 'a list of policies');

export type Pipeline = readonly Policy[];

/** The policies that guard the way to the service that a policy turns to; none of most. */
export function nestedIn({ policy, settings }: Policy): Pipeline {
  return policy === 'fallback' && settings.kind === 'backup' ? (settings.pipeline ?? []) : [];
}

/** The policy with another pipeline on the way to the service that it turns to. */
export function withNested(policy: Policy, pipeline: Pipeline): Policy {
  if (nestedIn(policy).length === 0) return policy;
  return { ...policy, settings: { ...(policy.settings as object), pipeline } } as Policy;
}

/** Every policy of a pipeline, those of the ways to backups after the one that turns to them. */
export function everyPolicy(pipeline: Pipeline): Pipeline {
  return pipeline.flatMap((policy) => [policy, ...everyPolicy(nestedIn(policy))]);
}

/** The policies that take part: those that stand in for a breaker do so where there is none. */
export function takingPart(pipeline: Pipeline): Pipeline {
  const hasBreaker = pipeline.some(({ policy }) => policy === 'breaker');
  return hasBreaker ? pipeline.filter(({ insteadOf }) => insteadOf !== 'breaker') : pipeline;
}
