import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blackfriday, finished, start } from '../shell.ts';
import { chaos, SMALL, withScenario } from './chaos-shop.ts';

describe('chaos', () => {
  test.each(['table', 'json', 'csv', 'markdown'])(
    'as %s is the same to the byte for any number of workers',
    async (format) => {
      const cwd = withScenario();
      const few = ['--incidents', '12', '--format', format];
      const [one, three] = await Promise.all(
        [1, 3].map((jobs) => chaos(cwd, ...few, '--jobs', String(jobs))),
      );
      expect(one!.stdout).not.toBe('');
      expect(three).toEqual(one);
    },
  );

  test('as json tells every incident, how the arms fared, and the worst', async () => {
    const { stdout } = await chaos(withScenario(), '--incidents', '12', '--format', 'json');
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      format: 'blackfriday.chaos/1',
      scenario: { seed: 5, overrides: ['--incidents 12'] },
      drawn: { incidents: 12, atOnce: 2, fromMs: 6000, untilMs: 36_000, leftOut: [] },
      arms: ['without breaker', 'with breaker'],
      all: { name: 'all', incidents: 12 },
    });
    expect(result.incidents.map(({ number }: { number: number }) => number)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(result.worst.shrunk.settings[0].path).toEqual(['paymentService', 'script']);
    expect(result).not.toHaveProperty('partial');
  });

  test('as csv is a row an incident and arm', async () => {
    const { stdout } = await chaos(
      withScenario(),
      '--incidents',
      '3',
      '--format',
      'csv',
      '--no-shrink',
    );
    const [source, head, ...rows] = stdout.trimEnd().split('\n');
    expect(source).toMatch(/^# blackfriday .*, small, seed 5, --incidents 3$/);
    expect(head).toBe(
      'incident,seed,kinds,fromMs,untilMs,strength,arm,served,recovers,thresholdsBroken',
    );
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      expect(row).toMatch(
        /^[123],\d+,[a-z +-]+,\d+,\d+,[\d.]+,with(out)? breaker,[\d.]+,(yes|no|),[01]$/,
      );
    }
  });

  test('keeps the worst as a scenario that replays to the order, comments and all', async () => {
    const cwd = withScenario();
    const { stdout, stderr } = await chaos(
      cwd,
      '--incidents',
      '12',
      '--format',
      'json',
      '-o',
      'worst.yaml',
    );
    expect(stderr).toContain('Wrote worst.yaml.');
    const { worst } = JSON.parse(stdout);
    const text = readFileSync(join(cwd, 'worst.yaml'), 'utf8');
    expect(text).toMatch(/^# The corner shop\n/);
    expect(text).toContain('startRate: 20/s }   # on a good day');
    expect(text).toContain(`seed: ${worst.seed}`);
    const again = await blackfriday(['compare', 'worst.yaml', '--format', 'json', '--no-ticks'], {
      cwd,
    });
    const shares = JSON.parse(again.stdout).arms.map(
      ({ totals: { orders } }: { totals: { orders: { paid: number; arrived: number } } }) =>
        orders.paid / orders.arrived,
    );
    expect(shares).toEqual([worst.shrunk.servedByOther, worst.shrunk.served]);
  });

  test('takes arms of the command line along, and keeps them with the worst', async () => {
    const cwd = withScenario(SMALL.slice(0, SMALL.indexOf('thresholds')));
    const vary = ['--vary', 'orderService.pipeline.breaker.open.duration=2s,20s'];
    const finish = await chaos(
      cwd,
      '--incidents',
      '6',
      '--format',
      'json',
      ...vary,
      '-o',
      'worst.yaml',
    );
    const { arms, worst } = JSON.parse(finish.stdout);
    expect(arms).toEqual(['as written', 'open.duration=2s', 'open.duration=20s']);
    const again = await blackfriday(['compare', 'worst.yaml', '--format', 'json', '--no-ticks'], {
      cwd,
    });
    const runs: { name: string; totals: { orders: { paid: number; arrived: number } } }[] =
      JSON.parse(again.stdout).arms;
    expect(runs.map(({ name }) => name)).toEqual(arms);
    const hurt = runs.find(({ name }) => name === worst.arm)!.totals.orders;
    expect(hurt.paid / hurt.arrived).toBe(worst.shrunk.served);
  });

  test.each<[string, string[], number, string]>([
    ['a threshold that some incidents break', [], 99, '1 of 2 thresholds failed.\n'],
    ['the same, of which nobody wants to hear', ['--quiet'], 99, ''],
    ['within what the scenario tolerates', ['--set', 'chaos.tolerance=50%'], 0, ''],
    [
      'thresholds that all pass',
      ['--set', 'thresholds=["with breaker: orders.arrived > 0"]'],
      0,
      '',
    ],
  ])('judges %s', async (_, args, code, stderr) => {
    const finish = await chaos(withScenario(), '--incidents', '12', '--no-shrink', ...args);
    expect(finish).toMatchObject({ code, stderr });
  });

  test('in short is a line an arm and the thresholds', async () => {
    const { stdout } = await chaos(withScenario(), '--incidents', '4', '--quiet');
    expect(
      stdout
        .split('\n')
        .filter((line) => line.includes('of the orders paid, in the worst 1 % at most')),
    ).toHaveLength(2);
    expect(stdout).toContain('Thresholds\n');
    expect(stdout).not.toContain('by kind');
  });

  test('draws only what is asked for, and says what a closed loop leaves out', async () => {
    const cwd = withScenario(
      SMALL.replace('poisson, startRate: 20/s', 'closed, clients: 5, think: 100ms'),
    );
    const { stdout } = await chaos(cwd, '--incidents', '4', '--no-shrink');
    expect(stdout.replaceAll('\n', ' ')).toContain(
      'Left out, because its traffic rules them out: herd-at-recovery, traffic-spike.',
    );
    const one = await chaos(
      cwd,
      '--incidents',
      '4',
      '--no-shrink',
      '--kinds',
      'flapping',
      '--format',
      'json',
    );
    const { incidents } = JSON.parse(one.stdout);
    const kinds = incidents.flatMap(({ troubles }: { troubles: { kind: string }[] }) =>
      troubles.map(({ kind }) => kind),
    );
    expect(new Set(kinds)).toEqual(new Set(['flapping']));
  });

  test('stopped by Ctrl-C tells what is known, and exits 130', async () => {
    const cwd = withScenario();
    const child = start(
      [
        'chaos',
        'small.yaml',
        '--incidents',
        '100000',
        '--jobs',
        '1',
        '--format',
        'json',
        '-o',
        'worst.yaml',
      ],
      { cwd },
    );
    const end = finished(child);
    while (!readdirSync(cwd).some((name) => name.endsWith('.tmp'))) await new Promise(setImmediate);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await end;
    expect(code).toBe(130);
    expect(stderr).toMatch(/Interrupted: [\d,]+ of 100,000 incidents are known\.\n$/);
    const { partial, incidents } = JSON.parse(stdout);
    expect(partial.known).toBe(incidents.length);
    expect(partial.known).toBeLessThan(100_000);
  });
});
