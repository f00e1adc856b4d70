import * as v from 'valibot';
import { settings } from '../../kernel/settings.ts';
import { fallbackEntries } from './fallback-entries.ts';
import type { Substitution } from './substitution.ts';

/** Hides every failure, however long it lasts. */
export const value = {
  kind: 'value',
  summary: 'always the same answer instead',
  schema: settings({ kind: v.literal('value'), ...fallbackEntries }),
  create: (): Substitution => ({
    bypasses: () => false,
    onSuccess: () => {},
    onFailure: () => true,
  }),
} as const;
