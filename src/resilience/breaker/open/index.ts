import type * as v from 'valibot';
import { anyOf } from '../../../kernel/settings.ts';
import { makerOf } from '../../../kernel/variant.ts';
import { exponential } from './exponential.ts';
import { failureShare } from './failure-share.ts';
import { fixed } from './fixed.ts';
import { retryAfter } from './retry-after.ts';

/** Every open policy there is; a new one is a file and a line here. */
export const OPEN_POLICIES = [fixed, exponential, retryAfter, failureShare] as const;

export const openSettings = anyOf('kind', OPEN_POLICIES);
export type OpenSettings = v.InferOutput<typeof openSettings>;
export const createOpenPolicy = makerOf(OPEN_POLICIES);
