import { existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blackfriday, finished, folder, start } from '../shell.ts';

const STUDY = ['compare', 'classic', '--quiet'];
const SOME = [...STUDY, '--seeds', '8'];
const JSON_TO = (file: string) => ['--format', 'json', '-o', file];

describe('a disk that is full', () => {
  it.each([
    [[...SOME, ...JSON_TO('/dev/full')]],
    [[...SOME, '--html', '/dev/full']],
    [[...SOME, '--shard', '1/2', '-o', '/dev/full']],
    [
      [
        'sweep',
        'classic',
        '--vary',
        'paymentService.failureRate=1%,2%',
        '--seeds',
        '2',
        '-o',
        '/dev/full',
      ],
    ],
  ])('%j is told, and nothing else is', async (args) => {
    const { code, stderr } = await blackfriday(args);
    expect([code, stderr]).toEqual([
      2,
      'error: cannot write /dev/full: no space left on the device\n',
    ]);
  });
});

describe('a study that is killed while it is written', () => {
  /** Starts a study that writes some megabytes, and kills it as soon as it has begun to. */
  async function killed(cwd: string): Promise<NodeJS.Signals | null> {
    const long = ['sweep', 'classic', '--vary', 'paymentService.failureRate=1%..60%/60', '--quiet'];
    const child = start([...long, '--seeds', '2', ...JSON_TO('study.json'), '--force'], { cwd });
    const closed = finished(child);
    const ended = new Promise<NodeJS.Signals | null>((resolve) => {
      child.once('exit', (_, signal) => resolve(signal));
    });
    // The first change of the file to come is that something is written to it.
    const watcher = watch(cwd, (event, name) => {
      if (event === 'change' && name !== 'study.json') child.kill('SIGKILL');
    });
    const signal = await ended;
    watcher.close();
    await closed;
    return signal;
  }

  it('leaves what was there, whole, and the next one goes on from it', async () => {
    const cwd = folder();
    await blackfriday([...SOME, ...JSON_TO('study.json')], { cwd });
    const before = readFileSync(join(cwd, 'study.json'), 'utf8');
    expect(await killed(cwd)).toBe('SIGKILL');
    expect(readFileSync(join(cwd, 'study.json'), 'utf8')).toBe(before);
    const more = [...STUDY, '--seeds', '12', '--format', 'json'];
    const resumed = await blackfriday([...more, '--resume', 'study.json'], { cwd });
    const whole = await blackfriday(more);
    expect(resumed.stdout).toBe(whole.stdout);
  });

  it('leaves nothing under its name where nothing was', async () => {
    const cwd = folder();
    expect(await killed(cwd)).toBe('SIGKILL');
    expect(existsSync(join(cwd, 'study.json'))).toBe(false);
  });
});

describe('parts that are no study', () => {
  it('of different scenarios, seeds and lengths are told apart', async () => {
    const cwd = folder();
    const part = (file: string, ...args: string[]) =>
      blackfriday(['compare', ...args, '--quiet', '-o', file], { cwd });
    await part('a.json', 'classic', '--seeds', '8', '--shard', '1/2');
    await part('other.json', 'first-three', '--seeds', '8', '--shard', '2/2');
    await part('set.json', 'classic', '--seeds', '8', '--shard', '2/2', '--duration', '3s');
    await part('more.json', 'classic', '--seeds', '12', '--shard', '2/2');
    const said = async (...files: string[]) =>
      (await blackfriday(['merge', ...files], { cwd })).stderr;
    expect(await said('a.json', 'other.json')).toContain(
      'other.json is of another study than a.json: its scenario is first-three.yaml, not classic.yaml',
    );
    expect(await said('a.json', 'set.json')).toContain(
      'it was made by "compare classic --duration 3s", not by "compare classic"',
    );
    // Of the first six seeds of twelve two are lost.
    expect(await said('a.json', 'more.json')).toContain('missing');
  });

  it('cut in half is no file to go on from, or to merge', async () => {
    const cwd = folder();
    await blackfriday([...SOME, ...JSON_TO('whole.json')], { cwd });
    const text = readFileSync(join(cwd, 'whole.json'), 'utf8');
    writeFileSync(join(cwd, 'half.json'), text.slice(0, text.length / 2));
    for (const args of [
      ['merge', 'half.json'],
      [...SOME, '--resume', 'half.json'],
      ['report', 'half.json'],
    ]) {
      const { code, stderr, stdout } = await blackfriday(args, { cwd });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^error: (?:--resume: )?half\.json is no JSON: /);
    }
  });
});

describe('more than anybody can want', () => {
  const vary = (values: string) => [
    '--vary',
    `orderService.pipeline.breaker.open.duration=${values}`,
  ];

  it('ten thousand arms, and a threshold of one that there is not', async () => {
    const many = Array.from({ length: 10_000 }, (_, one) => `${one + 1}ms`).join();
    const { code, stderr } = await blackfriday([...SOME, ...vary(many)]);
    expect(code).toBe(2);
    expect(stderr).toContain('found 10001 arms');
    expect(stderr).toContain('at most 64 arms side by side: blackfriday sweep ranks more');
    expect(stderr.length).toBeLessThan(1_000);
    const threshold = 'thresholds=["quickest: orders.paid >= 3"]';
    const unknown = await blackfriday([...SOME, ...vary('1s,2s'), '--set', threshold]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('found the arm "quickest"');
    expect(unknown.stderr).toContain('"open.duration=1s" or "open.duration=2s"');
  });

  it('a folder in the place of a file leaves nothing behind', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'study.json'));
    const { code, stderr } = await blackfriday([...SOME, ...JSON_TO('study.json')], { cwd });
    expect([code, stderr]).toEqual([2, 'error: cannot write study.json: it is a directory\n']);
    expect(readdirSync(cwd)).toEqual(['study.json']);
  });
});
