import type * as v from 'valibot';
import { anyOf } from '../../../kernel/settings.ts';
import { consecutiveSuccesses } from './consecutive-successes.ts';
import type { ProbePolicy } from './probe-policy.ts';

/** Every probe policy there is; a new one is a file and a line here. The first needs no `kind`. */
export const PROBE_POLICIES = [consecutiveSuccesses] as const;

export const probeSettings = anyOf('kind', PROBE_POLICIES);
export type ProbeSettings = v.InferOutput<typeof probeSettings>;

export function createProbePolicy(settings: ProbeSettings): ProbePolicy {
  return PROBE_POLICIES.find((policy) => policy.kind === settings.kind)!.create(settings);
}
