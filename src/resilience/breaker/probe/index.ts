import type * as v from 'valibot';
import { anyOf } from '../../../kernel/settings.ts';
import { makerOf } from '../../../kernel/variant.ts';
import { consecutiveSuccesses } from './consecutive-successes.ts';
import { failureRate } from './failure-rate.ts';
import { gradualRecovery } from './gradual-recovery.ts';
import { healthCheck } from './health-check.ts';
import { successRatio } from './success-ratio.ts';

/** Every probe policy there is; a new one is a file and a line here. */
export const PROBE_POLICIES = [
  consecutiveSuccesses,
  successRatio,
  failureRate,
  healthCheck,
  gradualRecovery,
] as const;

export const probeSettings = anyOf('kind', PROBE_POLICIES);
export type ProbeSettings = v.InferOutput<typeof probeSettings>;
export const createProbePolicy = makerOf(PROBE_POLICIES);
