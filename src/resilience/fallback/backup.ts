import * as v from 'valibot';
import { variantOf } from '../../kernel/variant.ts';
import { fallbackEntries } from './substitution.ts';

/** Double payment lurks here: the first service may yet charge what the second one charges too. */
export const backup = variantOf<void>()({
  kind: 'backup',
  summary: 'another service instead: in a scenario, the backupService or the one it names',
  entries: {
    to: v.optional(
      v.pipe(
        v.string('the name of a service'),
        v.description('The service to turn to, in a scenario of several `services`'),
      ),
    ),
    ...fallbackEntries,
  },
  // There is nothing to make: the other service exists.
  create: () => {},
});
