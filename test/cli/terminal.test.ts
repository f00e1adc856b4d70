import { describe, expect, test } from 'vitest';
import { progressText } from '../../src/cli/progress.ts';
import { wantsColour, widthOf } from '../../src/cli/terminal.ts';

const TTY = { isTTY: true, columns: 132 };
const PIPE = {};

describe('colour', () => {
  test.each([
    ['a terminal', TTY, {}, true, true],
    ['a pipe', PIPE, {}, true, false],
    ['--no-color', TTY, {}, false, false],
    ['NO_COLOR', TTY, { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR, which does not count', TTY, { NO_COLOR: '' }, true, true],
    ['a dumb terminal', TTY, { TERM: 'dumb' }, true, false],
    ['FORCE_COLOR into a pipe', PIPE, { FORCE_COLOR: '1' }, true, true],
    ['an empty FORCE_COLOR, which counts', PIPE, { FORCE_COLOR: '' }, true, true],
    ['FORCE_COLOR=0', TTY, { FORCE_COLOR: '0' }, true, false],
    ['FORCE_COLOR over NO_COLOR', PIPE, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, true],
    ['--no-color over FORCE_COLOR', TTY, { FORCE_COLOR: '1' }, false, false],
  ])('%s', (_, screen, env, option, expected) => {
    expect(wantsColour(screen, env, option)).toBe(expected);
  });
});

describe('width', () => {
  test.each([
    ['the terminal’s own', TTY, {}, 132],
    ['the terminal’s own, whatever COLUMNS says', TTY, { COLUMNS: '40' }, 132],
    ['80 for a pipe', PIPE, {}, 80],
    ['COLUMNS for a pipe', PIPE, { COLUMNS: '160' }, 160],
    ['80 where COLUMNS is no number', PIPE, { COLUMNS: 'wide' }, 80],
    ['the least that can be read', PIPE, { COLUMNS: '5' }, 20],
    ['the most that a terminal can be', PIPE, { COLUMNS: '1000000' }, 1000],
    ['the same of a number beyond all', PIPE, { COLUMNS: '1e20' }, 1000],
    ['80 for an endless one', PIPE, { COLUMNS: 'Infinity' }, 80],
    ['of a terminal too', { isTTY: true, columns: 3 }, {}, 20],
    ['80 for a terminal that does not know', { isTTY: true, columns: 0 }, {}, 80],
  ])('%s', (_, screen, env, expected) => {
    expect(widthOf(screen, env)).toBe(expected);
  });
});

describe('progress', () => {
  const half = { atMs: 252_400, durationMs: 600_000, orders: 183_224 };

  test('tells the share, the virtual time and the orders', () => {
    expect(progressText(half, false)).toBe(
      '██████████░░░░░░░░░░░░░░  42 %  4m12s of 10m, 183,224 orders',
    );
  });

  test('in ASCII', () => {
    expect(progressText(half, true)).toMatch(/^#{10}\.{14} {2}42 %/);
  });

  test('is never more than whole', () => {
    expect(progressText({ ...half, atMs: 600_001 }, true)).toContain(' 100 %');
  });
});
