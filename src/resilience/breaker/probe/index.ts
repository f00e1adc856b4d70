import type * as v from 'valibot';
import { anyOf } from '../../../kernel/settings.ts';
import { consecutiveSuccesses } from './consecutive-successes.ts';
import { gradualRecovery } from './gradual-recovery.ts';
import { healthCheck } from './health-check.ts';
import type { ProbePolicy } from './probe-policy.ts';
import { successRatio } from './success-ratio.ts';

/** Every probe policy there is; a new one is a file and a line here. The first needs no `kind`. */
export const PROBE_POLICIES = [
  consecutiveSuccesses,
  successRatio,
  healthCheck,
  gradualRecovery,
] as const;

export const probeSettings = anyOf('kind', PROBE_POLICIES);
export type ProbeSettings = v.InferOutput<typeof probeSettings>;

export function createProbePolicy(settings: ProbeSettings): ProbePolicy {
  return PROBE_POLICIES.find((policy) => policy.kind === settings.kind)!.create(settings as never);
}
