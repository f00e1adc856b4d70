import * as v from 'valibot';
import { settings } from '../../kernel/settings.ts';
import { fallbackEntries } from './fallback-entries.ts';

/** Double payment lurks here: the first service may yet charge what the second one charges too. */
export const backup = {
  kind: 'backup',
  summary: 'another service instead: in a scenario, the backupService',
  schema: settings({ kind: v.literal('backup'), ...fallbackEntries }),
} as const;
