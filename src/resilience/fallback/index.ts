import type * as v from 'valibot';
import { anyOf } from '../../kernel/settings.ts';
import { makerOf } from '../../kernel/variant.ts';
import { backup } from './backup.ts';
import { cached } from './cached.ts';
import { defer } from './defer.ts';
import { degraded } from './degraded.ts';
import { value } from './value.ts';

/** The fallbacks that put another answer in the place of the service's. */
const SUBSTITUTES = [value, cached, degraded] as const;

/** Every fallback there is; a new one is a file and a line here. */
export const FALLBACKS = [value, cached, degraded, backup, defer] as const;

export const fallbackSettings = anyOf('kind', FALLBACKS);
export type FallbackSettings = v.InferOutput<typeof fallbackSettings>;
export type SubstituteSettings = Exclude<FallbackSettings, { kind: 'backup' | 'defer' }>;

export const createSubstitution = makerOf(SUBSTITUTES);
