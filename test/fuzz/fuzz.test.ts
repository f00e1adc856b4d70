import fc from 'fast-check';
import { test } from 'vitest';
import { ATTACKS } from './attacks.ts';

/** A short run of `npm run fuzz`. */
test.each(ATTACKS)('$name', async ({ property, few }) => {
  await fc.assert(property, { numRuns: few });
});
