import type * as v from 'valibot';
import { anyOf } from '../../../kernel/settings.ts';
import { exponential } from './exponential.ts';
import { fixed } from './fixed.ts';
import type { OpenPolicy } from './open-policy.ts';
import { retryAfter } from './retry-after.ts';

/** Every open policy there is; a new one is a file and a line here. */
export const OPEN_POLICIES = [fixed, exponential, retryAfter] as const;

export const openSettings = anyOf('kind', OPEN_POLICIES);
export type OpenSettings = v.InferOutput<typeof openSettings>;

export function createOpenPolicy(settings: OpenSettings): OpenPolicy {
  return OPEN_POLICIES.find((policy) => policy.kind === settings.kind)!.create(settings as never);
}
