import type * as v from 'valibot';
import { anyOf } from '../../../kernel/settings.ts';
import { fixed } from './fixed.ts';
import type { OpenPolicy } from './open-policy.ts';

/** Every open policy there is; a new one is a file and a line here. */
export const OPEN_POLICIES = [fixed] as const;

export const openSettings = anyOf('kind', OPEN_POLICIES);
export type OpenSettings = v.InferOutput<typeof openSettings>;

export function createOpenPolicy(settings: OpenSettings): OpenPolicy {
  return OPEN_POLICIES.find((policy) => policy.kind === settings.kind)!.create(settings);
}
