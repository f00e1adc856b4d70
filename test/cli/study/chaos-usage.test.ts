import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chaos, withScenario } from './chaos-shop.ts';

describe('bad usage of chaos is told in words, with exit code 2', () => {
  test.each<[string, string[], string[]]>([
    [
      'no number of incidents',
      ['--incidents', 'many'],
      ['--incidents many', 'expected a whole number of at least 1'],
    ],
    ['none of them', ['--incidents', '0'], ['--incidents 0', 'at least 1']],
    ['more than a machine can do', ['--incidents', '1e9'], ['--incidents 1e9', 'at most 100,000']],
    [
      'a kind that there is not',
      ['--kinds', 'brown-out,flaping'],
      ['--kinds brown-out,flaping', 'did you mean "flapping"?'],
    ],
    ['no kind', ['--kinds', ''], ['at least one kind of trouble']],
    ['a kind that would end the list', ['--kinds', ']'], ['--kinds ]']],
    [
      'a run without room',
      ['--duration', '19ms'],
      ['a run of 19ms is too short', 'they need 20ms'],
    ],
    ['no number of workers', ['--jobs', '0'], ['--jobs', 'from 1 to']],
    [
      'an unknown format',
      ['--format', 'ndjson'],
      ["'ndjson' is invalid", 'table, json, csv, markdown'],
    ],
    ['a part of it', ['--shard', '1/2'], ['--queue redis://… has many machines run it']],
    ['an output that is the input', ['-o', 'small.yaml'], ['is read from it']],
    ['a missing folder', ['-o', 'no/worst.yaml'], ['there is no folder no']],
    ['a setting that is none', ['--set', 'chaos.kind=[flapping]'], ['did you mean "kinds"?']],
  ])('%s', async (_, args, words) => {
    const cwd = withScenario();
    const { code, stdout, stderr } = await chaos(cwd, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const word of words) expect(stderr).toContain(word);
    expect(readdirSync(cwd)).toEqual(['small.yaml']);
  });
});
