import type { GenericSchema } from 'valibot';
import { decode, SettingsError } from '../../src/kernel/settings.ts';

/** What an input decodes to, or the message that answers it. */
export function decoded(schema: GenericSchema, input: unknown): unknown {
  try {
    return decode(schema, input);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
}
