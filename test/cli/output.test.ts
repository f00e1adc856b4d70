import { spawn } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blackfriday, finished, folder, LAUNCHER, start } from './shell.ts';

const SHORT = ['run', '--duration', '5s'];
/** So long that no machine ends it before the test does. */
const ENDLESS = ['compare', '--duration', '20000h', '--tick', '1h'];

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('an output file', () => {
  test('holds what stdout would have held, and stdout nothing', async () => {
    const cwd = folder();
    const { stdout: wanted } = await blackfriday([...SHORT, '--format', 'csv']);
    const { code, stdout } = await blackfriday([...SHORT, '--format', 'csv', '-o', 'x.csv'], {
      cwd,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(join(cwd, 'x.csv'), 'utf8')).toBe(wanted);
    expect(readdirSync(cwd)).toEqual(['x.csv']);
  });

  test('replaces what a link points to, and leaves the link', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'real.txt'), 'old');
    symlinkSync('real.txt', join(cwd, 'link.txt'));
    await blackfriday([...SHORT, '-o', 'link.txt', '--force'], { cwd });
    expect(lstatSync(join(cwd, 'link.txt')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'real.txt'), 'utf8')).toContain('orders arrived');
  });

  test('is not touched when the run is refused', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'x.txt'), 'old');
    const { code } = await blackfriday([...SHORT, '--seed', 'x', '-o', 'x.txt'], { cwd });
    expect(code).toBe(2);
    expect(readFileSync(join(cwd, 'x.txt'), 'utf8')).toBe('old');
  });

  test('that cannot be written is refused before the run, even to root', async () => {
    const { code, stdout, stderr } = await blackfriday([
      ...SHORT,
      '-o',
      '/proc/version',
      '--force',
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('cannot write /proc/version');
  });

  test('may be a device, which stays one', async () => {
    const { code } = await blackfriday([...SHORT, '-o', '/dev/null']);
    expect(code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('is made where a link points that leads nowhere yet', async () => {
    const cwd = folder();
    symlinkSync('real.txt', join(cwd, 'link.txt'));
    await blackfriday([...SHORT, '-o', 'link.txt'], { cwd });
    expect(lstatSync(join(cwd, 'link.txt')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'real.txt'), 'utf8')).toContain('orders arrived');
  });

  test('may have a name of 255 bytes', async () => {
    const cwd = folder();
    const name = 'n'.repeat(255);
    expect(await blackfriday([...SHORT, '-o', name], { cwd })).toMatchObject({ code: 0 });
    expect(readdirSync(cwd)).toEqual([name]);
  });

  test.each([
    ['run', [...SHORT, '-o', 'x']],
    ['new', ['new', 'x']],
    ['schema', ['schema', '-o', 'x']],
    ['a page', [...SHORT, '--html', 'x']],
  ])('of %s is told of, and replaced only by --force', async (_, args) => {
    const cwd = folder();
    const first = await blackfriday(args, { cwd });
    expect(first).toMatchObject({ code: 0 });
    expect(first.stderr).toContain('Wrote x.\n');
    const written = readFileSync(join(cwd, 'x'), 'utf8');
    writeFileSync(join(cwd, 'x'), 'mine');
    const refused = await blackfriday(args, { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toBe(
      'error: x exists already, and stays as it is; --force replaces it\n',
    );
    expect(readFileSync(join(cwd, 'x'), 'utf8')).toBe('mine');
    expect(await blackfriday([...args, '--force'], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'x'), 'utf8')).toBe(written);
  });

  test('is told of to nobody who wants quiet', async () => {
    const { stderr } = await blackfriday([...SHORT, '--quiet', '-o', 'x'], { cwd: folder() });
    expect(stderr).toBe('');
  });

  test('that is a picture stops the run before it draws over another', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'slides'));
    writeFileSync(join(cwd, 'slides', 'load.svg'), 'mine');
    const { code, stdout, stderr } = await blackfriday([...SHORT, '--svg', 'slides'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('slides/load.svg exists already');
    expect(readdirSync(join(cwd, 'slides'))).toEqual(['load.svg']);
  });

  test.each([
    ['new', 'new x'],
    ['run', 'run --duration 5s --format json -o x'],
  ])('of %s that does not fit leaves nothing', async (_, args) => {
    const cwd = folder();
    // As a disk with room for one block.
    const script = `ulimit -f 1; exec "$0" "$1" ${args}`;
    const { code, stderr } = await finished(
      spawn('bash', ['-c', script, process.execPath, LAUNCHER], { cwd }),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('error: cannot write x: the file would be too large');
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ] as const)('leaves nothing behind on %s', async (signal, expected) => {
    const cwd = folder();
    const child = start([...ENDLESS, '--format', 'csv', '-o', 'x.csv'], { cwd });
    const end = finished(child);
    await until(() => readdirSync(cwd).length > 0);
    child.kill(signal);
    expect((await end).code).toBe(expected);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('ticks in which nothing happens', () => {
  const QUIET = `
duration: 300d
tick: 1s
traffic: { arrivals: trace, file: orders.csv, time: at }
paymentService: { latency: { distribution: constant, value: 100ms } }
`;

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('hear of %s, and are written as they go', async (signal, expected) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'quiet.yaml'), QUIET);
    writeFileSync(join(cwd, 'orders.csv'), 'at\n1000\n2000\n3000\n');
    const child = start(['run', 'quiet.yaml', '--format', 'ndjson', '-o', 'x'], { cwd });
    const end = finished(child);
    const written = () => readdirSync(cwd).find((name) => name.endsWith('.tmp'));
    await until(() => written() !== undefined && statSync(join(cwd, written()!)).size > 1e6);
    child.kill(signal);
    expect((await end).code).toBe(expected);
    if (signal === 'SIGTERM') return;
    const facts = readFileSync(join(cwd, 'x'), 'utf8').trimEnd().split('\n');
    const { partial, totals } = JSON.parse(facts.at(-1)!);
    expect(totals.orders.paid).toBe(3);
    // The run, a line a tick, the summary: no tick is lost or made up at the end.
    expect(facts.length - 2).toBe(partial.untilMs / 1_000);
  });
});

describe('Ctrl-C', () => {
  test('prints what is known so far, says that it is partial, and exits 130', async () => {
    const child = start([...ENDLESS, '--format', 'ndjson']);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    const { code, stdout, stderr } = await finished(child);
    expect(code).toBe(130);
    expect(stderr).toMatch(/^Interrupted: the result is partial, it ends at \d/);
    const facts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const summaries = facts.filter(({ type }) => type === 'summary');
    expect(summaries.map(({ arm }) => arm)).toEqual(['without breaker', 'with breaker']);
    for (const summary of summaries) expect(summary.partial.untilMs).toBeGreaterThan(0);
    // There is no last order where orders went on to come.
    const { verdict } = facts.find(({ type }) => type === 'comparison');
    expect(verdict.join(' ')).not.toContain('last order');
  });

  test('writes the partial result whole to its file', async () => {
    const cwd = folder();
    const child = start([...ENDLESS, '--format', 'json', '-o', 'x.json'], { cwd });
    const end = finished(child);
    await until(() => readdirSync(cwd).length > 0);
    child.kill('SIGINT');
    expect((await end).code).toBe(130);
    expect(JSON.parse(readFileSync(join(cwd, 'x.json'), 'utf8'))).toHaveProperty('partial');
    expect(readdirSync(cwd)).toEqual(['x.json']);
  });

  test('again, while nobody reads the result, ends at once', async () => {
    const child = start(['run', '--duration', '20h', '--tick', '100ms', '--format', 'ndjson']);
    const closed = new Promise<number | null>((resolve) => child.on('exit', resolve));
    // Without a reader the pipe fills, and the first Ctrl-C waits for ever to write the rest.
    child.stdout?.once('readable', () => {
      const hammering = setInterval(() => child.kill('SIGINT'), 50);
      void closed.then(() => clearInterval(hammering));
    });
    expect(await closed).toBe(130);
  });
});

describe('a pipe', () => {
  test('whose reader has seen enough ends the run quietly', async () => {
    const script = `"$0" "$1" run --duration 2000h --tick 1h --format ndjson | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const child = spawn('bash', ['-c', script, process.execPath, LAUNCHER]);
    const { stdout, stderr } = await finished(child);
    const [first, status] = stdout.trimEnd().split('\n');
    expect(JSON.parse(first!)).toMatchObject({ type: 'run' });
    expect(status).toBe('0');
    expect(stderr).toBe('');
  });

  test('gets a long result to its last byte', async () => {
    const settings = ['--set', 'traffic.startRate=1/s', '--set', 'traffic.stages=[]'];
    const length = ['--duration', '100s', '--tick', '10ms'];
    const { stdout } = await blackfriday(['run', ...length, ...settings, '--format', 'json']);
    expect(stdout.length).toBeGreaterThan(1_000_000);
    expect(JSON.parse(stdout).arms[0].ticks).toHaveLength(10_000);
  });
});
