import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blackfriday, folder } from './shell.ts';

const SHORT = ['compare', '--duration', '30s', '--tick', '5s'];
const PICTURES = ['calls', 'goodput', 'latency', 'load', 'money'];

/** A folder that holds `result.json`, a result as --format json writes it. */
async function withResult(...args: readonly string[]): Promise<string> {
  const cwd = folder();
  await blackfriday([...SHORT, '--format', 'json', '-o', 'result.json', ...args], { cwd });
  return cwd;
}

/** Width and height of a PNG, from its header. */
function sizeOf(file: string): [number, number] {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe('report', () => {
  test.each(['table', 'json', 'ndjson', 'csv', 'markdown', 'chart'])(
    'says of a result what the run said: %s',
    async (format) => {
      const cwd = await withResult();
      const run = await blackfriday([...SHORT, '--format', format]);
      const again = await blackfriday(['report', 'result.json', '--format', format], { cwd });
      expect(again.stdout).toBe(run.stdout);
    },
  );

  test('reads standard input, and leaves the ticks out where it should', async () => {
    const cwd = await withResult();
    const stdin = readFileSync(join(cwd, 'result.json'), 'utf8');
    const { stdout } = await blackfriday(['report', '-', '--format', 'json', '--no-ticks'], {
      stdin,
    });
    const run = await blackfriday([...SHORT, '--format', 'json', '--no-ticks']);
    expect(stdout).toBe(run.stdout);
  });

  test('draws pictures and nothing else, where only they are asked for', async () => {
    const cwd = await withResult();
    const { code, stdout } = await blackfriday(
      ['report', 'result.json', '--html', 'page.html', '--svg', 'slides', '--png', 'slides'],
      { cwd },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(readdirSync(join(cwd, 'slides'))).toEqual(
      PICTURES.flatMap((name) => [`${name}.png`, `${name}.svg`]),
    );
  });

  test.each([
    ['{', 'is no JSON'],
    ['[]', 'format is missing'],
    ['{"format":"blackfriday.result/2"}', 'found "blackfriday.result/2"'],
    ['{"format":"blackfriday.result/1","scenario":7}', 'at scenario, found 7'],
  ])('tells what is wrong with %s', async (text, words) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'result.json'), text);
    const { code, stdout, stderr } = await blackfriday(['report', 'result.json'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test.each<[string, string, string, string]>([
    ['"arrived":7', '"arrived":-7', 'not below 0', 'orders.arrived'],
    ['"arrived":7', '"arrived":1e999', 'finite', 'orders.arrived'],
    ['"arrived":7', '"arrived":7.5', 'whole number', 'orders.arrived'],
    ['"arrived":7', '"arrived":9007199254740993', 'counts exactly', 'orders.arrived'],
    ['"startMs":0', '"startMs":-1', 'not below 0', 'startMs'],
    ['"durationMs":1000', '"durationMs":0', 'above 0', 'durationMs'],
    ['"durationMs":1000', '"durationMs":1e999', 'finite', 'durationMs'],
  ])('answers %s made %s as bad input', async (found, made, expected, place) => {
    const cwd = folder();
    writeFileSync(
      join(cwd, 'small.yaml'),
      `
duration: 1s
tick: 1s
traffic: { arrivals: evenly-spaced, startRate: 7/s }
paymentService: { latency: { distribution: constant, value: 10s } }
`,
    );
    const { stdout } = await blackfriday(['run', 'small.yaml', '--format', 'json'], { cwd });
    const sound = JSON.stringify(JSON.parse(stdout));
    const result = sound.replace(new RegExp(`${found}\\b`), made);
    expect(result).not.toBe(sound);
    const answer = await blackfriday(['report', '-'], { stdin: result });
    expect(answer).toMatchObject({ code: 2, stdout: '' });
    expect(answer.stderr).toContain(expected);
    expect(answer.stderr).toContain(place);
  });

  test('tells that a result without ticks cannot be drawn', async () => {
    const cwd = await withResult('--no-ticks');
    const args = ['report', 'result.json', '--svg', 'slides'];
    const { code, stderr } = await blackfriday(args, { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: --svg draws ticks, and result.json holds none\n',
    });
    expect(readdirSync(cwd)).toEqual(['result.json']);
  });
});

describe('pictures of a run', () => {
  test('come besides its result', async () => {
    const cwd = folder();
    const { stdout: wanted } = await blackfriday(SHORT);
    const { code, stdout } = await blackfriday(
      [...SHORT, '--html', 'page.html', '--svg', 'a/b', '--png', 'png'],
      { cwd },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: wanted });
    expect(readdirSync(join(cwd, 'a/b'))).toEqual(PICTURES.map((name) => `${name}.svg`));
    const [width, height] = sizeOf(join(cwd, 'png/calls.png'));
    expect([width, height > 1_000]).toEqual([3_200, true]);
  });

  test('are drawn where the result is told without ticks, or call by call', async () => {
    const cwd = folder();
    const page = ['--html', 'page.html'];
    const embedded = () => readFileSync(join(cwd, 'page.html'), 'utf8').match(/"startMs"/g)?.length;
    await blackfriday([...SHORT, '--format', 'csv', ...page], { cwd });
    expect(embedded()).toBe(12);
    const calls = ['run', '--duration', '2s', '--tick', '1s', '--calls', '--force'];
    await blackfriday([...calls, ...page], { cwd });
    expect(embedded()).toBe(2);
  });

  test('have their ticks where the result has none', async () => {
    const cwd = folder();
    const bare = [...SHORT, '--no-ticks', '--format', 'json'];
    const { stdout: wanted } = await blackfriday(bare);
    const drawn = await blackfriday([...bare, '--html', 'page.html', '--svg', 'svg'], { cwd });
    expect(drawn).toMatchObject({ code: 0, stdout: wanted });
    expect(JSON.parse(wanted).arms[0]).not.toHaveProperty('ticks');
    expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toContain('"startMs"');
    expect(readdirSync(join(cwd, 'svg'))).toEqual(PICTURES.map((name) => `${name}.svg`));
  });

  test.each([
    [['--html', '-'], '--html takes a file'],
    [['--html', 'nowhere/page.html'], 'there is no folder nowhere'],
    [['--png', 'file/x'], 'cannot write into file/x'],
  ])('are refused before the run: %j', async (args, words) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'file'), '');
    const { code, stdout, stderr } = await blackfriday([...SHORT, ...args], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(readdirSync(cwd)).toEqual(['file']);
  });

  test('are the same bytes every time', async () => {
    const cwd = folder();
    for (const place of ['one', 'two']) {
      await blackfriday([...SHORT, '--svg', place, '--png', place, '--quiet'], { cwd });
    }
    for (const name of readdirSync(join(cwd, 'one'))) {
      const [one, two] = ['one', 'two'].map((place) => readFileSync(join(cwd, place, name)));
      expect([name, one!.equals(two!)]).toEqual([name, true]);
    }
  });
});
