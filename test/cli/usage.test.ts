import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blackfriday, finished, folder, LAUNCHER } from './shell.ts';

const SMALL = `
duration: 10s
traffic: { arrivals: evenly-spaced, startRate: 5/s, amount: { distribution: constant, value: 10 } }
paymentService: { latency: { distribution: constant, value: 100ms } }
`;
const GUARDED = `${SMALL}
orderService: { pipeline: [ { breaker: {} } ] }
thresholds: [ "with breaker: orders.paid >= 10" ]
`;

/** A folder that holds `small.yaml` (no breaker) and `guarded.yaml` (one, and a threshold). */
function withScenarios(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'small.yaml'), SMALL);
  writeFileSync(join(cwd, 'guarded.yaml'), GUARDED);
  return cwd;
}

describe('bad usage is told in words, with exit code 2 and nothing on stdout', () => {
  test.each<[string, string[], string[]]>([
    ['no command', [], ['Usage: blackfriday']],
    ['a misspelt command', ['rnu'], ["unknown command 'rnu'", 'run']],
    ['a misspelt option', ['run', '--sed', '5'], ["unknown option '--sed'", '--seed']],
    ['one argument too many', ['run', 'a', 'b'], ['too many arguments']],
    ['an unknown format', ['run', '--format', 'xml'], ["'xml' is invalid", 'table, json']],
    ['csv without ticks', ['run', '--format', 'csv', '--no-ticks'], ['--no-ticks']],
    ['calls in a format without them', ['run', '--calls', '--format', 'csv'], ['table or ndjson']],
    ['an unknown scenario', ['run', 'blck-friday'], ['did you mean "black-friday"?']],
    ['a directory', ['run', '.'], ['is a directory']],
    ['an unknown arm', ['run', 'guarded.yaml', '--arm', 'with braker'], ['mean "with breaker"?']],
    ['a seed that is none', ['run', '--seed', 'abc'], ['--seed abc', 'expected a whole number']],
    ['a setting that is none', ['run', '--set', 'traffic.rate=1'], ['traffic.rate', 'unknown key']],
    [
      'more money than can be counted',
      ['run', 'small.yaml', '--format', 'json', '--set', 'traffic.startRate=20000/s'].concat([
        '--set',
        'traffic.amount.value=999999999',
      ]),
      ['with order 90,072', '90,071,992,547,409', 'counted to the cent'],
    ],
    ['a forbidden path', ['run', '--set', '__proto__.x=1'], ['__proto__']],
    ['a missing folder', ['run', 'small.yaml', '-o', 'no/x'], ['there is no folder no']],
    ['an output that is a directory', ['run', 'small.yaml', '-o', '.'], ['is a directory']],
    [
      'an output that is the input',
      ['run', 'small.yaml', '-o', './small.yaml'],
      ['is read from it'],
    ],
    ['new over a file', ['new', 'small.yaml'], ['exists already', '--force']],
    ['ways of a lesson', ['lesson', '--check', '--handout'], ['--handout', 'cannot be used with']],
    ['one more', ['lesson', '1', '--present', '--check'], ['cannot be used with']],
    ['the schema of a lesson', ['lesson', '--schema', '1'], ['the same for every lesson']],
    ['two lessons at once', ['lesson', '1', '2'], ['one lesson at a time']],
    ['one file for two', ['run', 'small.yaml', '-o', 'x', '--html', './x'], ['written to already']],
    ['more ticks than memory', ['run', '--tick', '1ms', '--duration', '1h'], ['GB', '--tick']],
  ])('%s', async (_, args, words) => {
    const { code, stdout, stderr } = await blackfriday(args, { cwd: withScenarios() });
    expect(stderr).not.toMatch(/^ {4}at /m);
    for (const word of words) expect(stderr).toContain(word);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a scenario is quoted with a caret, and all mistakes come at once', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'bad.yaml'), `${SMALL}tick: 5x\nseeed: 3\n`);
    const { code, stderr } = await blackfriday(['run', 'bad.yaml'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml:5:7[\s\S]*tick: 5x\n +\| +\^/);
    expect(stderr).toContain('did you mean "seed"?');
  });
});

describe('good usage', () => {
  test.each([['--help'], ['run', '--help'], ['compare', '--help'], ['check', '--help']])(
    'helps, with examples: %s %s',
    async (...args) => {
      const { code, stdout } = await blackfriday(args.filter((arg) => arg !== undefined));
      expect(code).toBe(0);
      expect(stdout).toMatch(/^ {2}blackfriday \w+ /m);
    },
  );

  test('tells its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await blackfriday(['--version'])).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  test('runs a file, a shipped scenario from anywhere, and standard input', async () => {
    const cwd = withScenarios();
    const fromFile = await blackfriday(['run', 'small.yaml', '--quiet'], { cwd });
    expect(fromFile).toMatchObject({ code: 0, stderr: '' });
    expect(fromFile.stdout).toMatch(/^as written: \d+ of \d+ orders paid/);
    const fromStdin = await blackfriday(['run', '-', '--quiet'], { cwd, stdin: SMALL });
    expect(fromStdin.stdout).toBe(fromFile.stdout);
    const shipped = await blackfriday(['run', 'black-friday', '--duration', '5s'], { cwd });
    expect(shipped).toMatchObject({ code: 0 });
  });

  test('the same seed gives the same bytes, another seed others', async () => {
    const args = ['run', '--duration', '5s', '--format', 'json', '--seed'];
    const [first, again, other] = await Promise.all(
      ['7', '7', '8'].map((seed) => blackfriday([...args, seed])),
    );
    expect(again!.stdout).toBe(first!.stdout);
    expect(other!.stdout).not.toBe(first!.stdout);
  });

  test('a scenario without a breaker has one arm to compare, and says so', async () => {
    const cwd = withScenarios();
    const { code, stdout, stderr } = await blackfriday(['compare', 'small.yaml'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('as written');
    expect(stderr).toContain('small holds no breaker');
  });

  test('a piped table is plain, unless colour is forced', async () => {
    const cwd = withScenarios();
    const plain = await blackfriday(['compare', 'guarded.yaml'], { cwd });
    expect(plain.stdout).not.toContain('\u001b');
    const env = { FORCE_COLOR: '1', COLUMNS: '160' };
    expect((await blackfriday(['compare', 'guarded.yaml'], { cwd, env })).stdout).toContain(
      '\u001b[',
    );
  });

  test('a failed threshold exits 99, one of an arm not run does not', async () => {
    const cwd = withScenarios();
    const strict = ['--set', 'thresholds=["with breaker: orders.paid >= 1000"]'];
    const failed = await blackfriday(['run', 'guarded.yaml', ...strict], { cwd });
    expect(failed.code).toBe(99);
    expect(failed.stderr).toBe('1 of 1 thresholds failed.\n');
    const arm = ['--arm', 'without breaker'];
    const notJudged = await blackfriday(['run', 'guarded.yaml', ...strict, ...arm], { cwd });
    expect(notJudged.code).toBe(0);
    expect(notJudged.stdout).toContain('not judged');
  });

  test('check judges every file, and says of each how it stands', async () => {
    const cwd = withScenarios();
    const good = await blackfriday(['check', 'small.yaml', 'black-friday'], { cwd });
    expect(good).toEqual({ code: 0, stdout: 'small.yaml: ok\nblack-friday: ok\n', stderr: '' });
    const mixed = await blackfriday(['check', 'nope.yaml', 'small.yaml'], { cwd });
    expect(mixed).toMatchObject({ code: 2, stdout: 'small.yaml: ok\n' });
    expect(mixed.stderr).toContain('nope.yaml');
  });

  test('new writes a scenario that check accepts and compare runs', async () => {
    const cwd = folder();
    const made = await blackfriday(['new', 'mine.yaml'], { cwd });
    expect(made.code).toBe(0);
    expect(made.stderr).toContain('blackfriday check mine.yaml');
    expect((await blackfriday(['check', 'mine.yaml'], { cwd })).code).toBe(0);
    const run = await blackfriday(['compare', 'mine.yaml', '--duration', '5s', '--quiet'], { cwd });
    expect([0, 99]).toContain(run.code);
  });

  test('list names every shipped scenario, the flagship first; show tells one in words', async () => {
    const { stdout } = await blackfriday(['list']);
    const names = readdirSync('scenarios')
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.replace('.yaml', ''));
    const listed = stdout.split('\n').flatMap((line) => /^(\S+)/.exec(line)?.[1] ?? []);
    expect(listed[0]).toBe('black-friday');
    expect(listed.sort()).toEqual(names.sort());
    expect((await blackfriday(['show'])).stdout).toContain('Gateway brownout');
  });

  test('schema is a JSON Schema', async () => {
    const { stdout } = await blackfriday(['schema']);
    expect(Object.keys(JSON.parse(stdout).properties)).toContain('paymentService');
  });

  test('an empty folder of the name of a shipped scenario is not in its way', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'black-friday'));
    expect((await blackfriday(['check', 'black-friday'], { cwd })).code).toBe(0);
  });
});

describe('a place to work in', () => {
  const at = (cwd: string, script: string) =>
    finished(spawn('bash', ['-c', script, process.execPath, LAUNCHER], { cwd }));

  test('that is gone is told in a sentence', async () => {
    for (const args of ['run classic', 'compare -', 'list', 'new x.yaml', 'run -o x.txt']) {
      const gone = `mkdir gone; cd gone; rmdir ../gone; exec "$0" "$1" ${args} </dev/null`;
      const { code, stderr } = await at(folder(), gone);
      expect(stderr).not.toMatch(/bug|^ {4}at /m);
      if (args !== 'list') expect(code).toBe(2);
    }
  });

  test('a build that is missing is told in a sentence', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'bin'));
    copyFileSync(LAUNCHER, join(cwd, 'bin/blackfriday.mjs'));
    expect(await at(cwd, '"$0" bin/blackfriday.mjs list')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: blackfriday is not built yet: npm run build makes it\n',
    });
  });

  test('whatever a name says, it steers no terminal', async () => {
    const cwd = folder();
    const evil = 'a\u001b[2J\u202eb';
    writeFileSync(join(cwd, evil), 'x: 1');
    for (const args of [
      ['run', evil],
      ['check', evil],
      ['new', evil],
      [evil],
      ['run', `--${evil}`],
      ['report', evil],
      ['run', '-o', `${evil}/x`],
      ['lesson', evil],
      ['run', '--arm', evil],
      ['run', '--set', `${evil}=1`],
      ['run', '--format', evil],
    ]) {
      const { code, stdout, stderr } = await blackfriday(args, { cwd });
      expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      expect(code).toBe(2);
    }
  });
});
