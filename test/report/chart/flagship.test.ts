import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FILE, flagshipPicture } from './flagship.ts';

test('the picture in the README is that of the flagship: else npm run picture', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(flagshipPicture());
});
