import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blackfriday, folder } from './shell.ts';

const SETTINGS = `resilience4j:
  circuitbreaker:
    instances:
      payment: { slidingWindowSize: 10 }
      stock: {}
  retry:
    instances:
      payment: { maxAttempts: 2 }
`;

function shop(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'application.yml'), SETTINGS);
  return cwd;
}

describe('import', () => {
  it('prints the pipeline, and tells of it apart', async () => {
    const run = await blackfriday(['import', 'resilience4j:application.yml#payment'], {
      cwd: shop(),
    });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^pipeline:\n {2}- retry:\n {6}calls: 2\n/);
    expect(run.stderr).toMatch(
      /^resilience4j 2\.4: payment in application\.yml\nAlso in the file, not read: stock\./,
    );
  });

  it('tells it all in JSON', async () => {
    const run = await blackfriday(['import', 'application.yml#payment', '--format', 'json'], {
      cwd: shop(),
    });
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toMatchObject({
      format: 'blackfriday.account/1',
      pipeline: [{ retry: { calls: 2 } }, { breaker: { open: { duration: '1m' } } }],
      library: 'resilience4j',
      others: ['stock'],
      policies: [{ policy: 'retry', read: [{ setting: 'maxAttempts', value: '2' }] }, {}, {}],
    });
  });

  it('asks which, where there are several', async () => {
    const run = await blackfriday(['import', 'application.yml'], { cwd: shop() });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('expected one of them, such as application.yml#payment');
  });

  it('writes a scenario that runs', async () => {
    const cwd = shop();
    const made = await blackfriday(['import', 'application.yml#payment', '-o', 'mine.yaml'], {
      cwd,
    });
    expect([made.code, made.stdout]).toEqual([0, '']);
    const run = await blackfriday(['check', 'mine.yaml'], { cwd });
    expect(run.stdout).toBe('mine.yaml: ok\n');
  });

  it('puts the pipeline into a scenario that is there, and leaves the rest to the letter', async () => {
    const cwd = shop();
    const head =
      '# ours\nduration: 1m\ntraffic: { arrivals: poisson, startRate: 3/s } # quiet\npaymentService: { latency: 200ms }\n';
    const scenario = `${head}orderService:\n  workers: 10   # each\n  pipeline: # outermost first\n    - timeout: 9s\n\n# the end\nseed: 7\n`;
    writeFileSync(join(cwd, 'mine.yaml'), scenario);
    const run = await blackfriday(['import', 'application.yml#payment', '--into', 'mine.yaml'], {
      cwd,
    });
    expect([run.code, run.stdout]).toEqual([0, '']);
    const text = readFileSync(join(cwd, 'mine.yaml'), 'utf8');
    expect(
      text.startsWith(
        `${head}orderService:\n  workers: 10   # each\n  pipeline: # outermost first\n    - retry:\n`,
      ),
    ).toBe(true);
    expect(text.endsWith('\n\n# the end\nseed: 7\n')).toBe(true);
    expect(text).not.toContain('9s');
  });

  it('never writes over what it reads', async () => {
    const cwd = shop();
    const run = await blackfriday(['import', 'application.yml#payment', '-o', 'application.yml'], {
      cwd,
    });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('cannot write application.yml');
    expect(readFileSync(join(cwd, 'application.yml'), 'utf8')).toBe(SETTINGS);
  });

  it('reads a large file not at all', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'big.json'), `[${'"x",'.repeat(2_000_000)}1]`);
    const run = await blackfriday(['import', 'big.json'], { cwd });
    expect([run.code, run.stderr]).toEqual([
      2,
      'error: big.json is larger than 4 MB: settings are a few pages\n',
    ]);
  });
});

describe('--pipeline', () => {
  it("runs a library's settings in the place of the scenario's, tuned by --set", async () => {
    const run = await blackfriday(
      ['compare', 'classic', '--pipeline', 'application.yml#payment', '--format', 'json'].concat([
        '--no-ticks',
        '--set',
        'orderService.pipeline.retry.calls=5',
      ]),
      { cwd: shop() },
    );
    const { scenario } = JSON.parse(run.stdout);
    expect(scenario.overrides[0]).toBe('--pipeline application.yml#payment');
    expect(scenario.settings.orderService.pipeline).toMatchObject([
      { retry: { calls: 5 } },
      { breaker: { trip: { window: { calls: 10 } } } },
    ]);
  });
});

describe('export', () => {
  it('writes what import reads back', async () => {
    const cwd = shop();
    await blackfriday(['import', 'application.yml#payment', '-o', 'mine.yaml'], { cwd });
    const tuned = ['--set', 'orderService.pipeline.breaker.open.duration=20s'];
    const out = await blackfriday(
      ['export', 'mine.yaml', ...tuned, '--to', 'resilience4j', '-o', 'tuned.yml'],
      { cwd },
    );
    expect([out.code, out.stdout]).toEqual([0, '']);
    expect(out.stderr).toMatch(/^resilience4j 2\.4: every setting could be said\./m);
    const back = await blackfriday(['import', 'tuned.yml', '--format', 'json'], { cwd });
    const { pipeline } = JSON.parse(back.stdout);
    expect(pipeline[1].breaker.open).toEqual({ kind: 'fixed', duration: '20s' });
  });

  it('turns the settings of one library into those of another', async () => {
    const run = await blackfriday(
      ['export', '--pipeline', 'application.yml#payment', '--to', 'opossum'],
      { cwd: shop() },
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("from 'opossum'");
  });

  it.each([
    [['export', '--to', 'java'], /Allowed choices are/],
    [['export', '--to', 'opossum', '--name', '1; rm'], /letters and digits, a letter first/],
    [['explain', 'black-friday', '--rate', 'fast'], /--rate fast: expected a rate/],
    [['explain', 'black-friday', '--instances', '0'], /expected a whole number of at least 1/],
  ])('refuses %s', async (args, expected) => {
    const run = await blackfriday(args);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(expected);
  });
});

describe('explain', () => {
  it('reads a library with the traffic that it is told', async () => {
    const run = await blackfriday(
      ['explain', 'application.yml#payment', '--rate', '12/s', '--instances', '2'],
      {
        cwd: shop(),
        env: { COLUMNS: '1000' },
      },
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(
      'not before 10 calls; on your traffic of 6/s that is no sooner than 1.667s.',
    );
    expect(run.stdout).toContain('Look out');
  });

  it.each(['black-friday', 'scenarios/black-friday.yaml'])(
    'reads %s with its own traffic',
    async (name) => {
      const run = await blackfriday(['explain', name], { env: { COLUMNS: '1000' } });
      expect(run.stdout).toContain('on your traffic of 300/s to 800/s');
    },
  );
});
