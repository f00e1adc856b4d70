import type * as v from 'valibot';
import { anyOf } from '../../kernel/settings.ts';
import { makerOf } from '../../kernel/variant.ts';
import { aimd } from './aimd.ts';
import { gradient } from './gradient.ts';

/** Every kind of limit there is; a new one is a file and a line here. */
export const LIMIT_POLICIES = [aimd, gradient] as const;

export const concurrencyLimitSettings = anyOf('kind', LIMIT_POLICIES);
export type ConcurrencyLimitSettings = v.InferOutput<typeof concurrencyLimitSettings>;
export const createLimitPolicy = makerOf(LIMIT_POLICIES);
