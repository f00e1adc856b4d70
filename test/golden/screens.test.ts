import { describe, expect, test } from 'vitest';
import { shippedNames } from '../../src/cli/shipped.ts';
import { callList, comparison, shipped } from './runs.ts';

/** After a change that is meant: `npx vitest run test/golden -u`, and read what it did to the files. */
describe('the screen is the same to the byte', () => {
  test.each(shippedNames())('compare %s', async (name) => {
    await expect(comparison(shipped(name))).toMatchFileSnapshot(`./${name}.txt`);
  });

  test.each(['classic', 'first-three'])('run %s --calls', async (name) => {
    await expect(callList(shipped(name))).toMatchFileSnapshot(`./${name}-calls.txt`);
  });
});
