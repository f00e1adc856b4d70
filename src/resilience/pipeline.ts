import * as v from 'valibot';
import { positiveDuration } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';
import { breakerSettings } from './breaker/settings.ts';
import { bulkheadSettings } from './bulkhead/settings.ts';
import { concurrencyLimitSettings } from './concurrency-limit/index.ts';
import { fallbackSettings } from './fallback/index.ts';
import { rateLimitSettings } from './rate-limit/settings.ts';
import { retrySettings } from './retry/settings.ts';
import { throttleSettings } from './throttle/settings.ts';

/** The policies that a pipeline may hold, by the name each goes by in a file; a new one is a line here. */
export const POLICIES = {
  fallback: fallbackSettings,
  retry: retrySettings,
  breaker: breakerSettings,
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
  };
}[PolicyName];

/** `{ retry: { … } }`: one policy a list entry, under its name. */
const policySettings = v.pipe(
  settings(
    Object.fromEntries(
      Object.entries(POLICIES).map(([name, schema]) => [name, v.optional(schema)]),
    ) as { [Name in PolicyName]: v.OptionalSchema<(typeof POLICIES)[Name], undefined> },
  ),
  v.check(
    (entry) => Object.keys(entry).length === 1,
    `one policy a list entry: ${Object.keys(POLICIES).join(', ')}`,
  ),
  v.transform((entry): Policy => {
    const [policy, decoded] = Object.entries(entry)[0]!;
    return { policy, settings: decoded } as Policy;
  }),
);

/** A list of policies, the outermost first. */
export const pipelineSettings = v.array(policySettings, 'a list of policies');

export type Pipeline = readonly Policy[];
