import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { blackfriday, folder } from './shell.ts';

const OPEN = 'orderService.pipeline.breaker.open.duration';
const BRIEF = ['classic', '--format', 'json', '--no-ticks'];

const SHOP = `duration: 1m
traffic: { arrivals: poisson, startRate: 20/s }
paymentService: { latency: 200ms, failureRate: 10% }
orderService:
  pipeline:
    - breaker: { trip: { kind: consecutive-failures, failures: 2 }, open: { kind: fixed, duration: 5s } }
arms:
  none: { without: [breaker] }
  quicker: { set: { ${OPEN}: 2s } }
  today: {}
`;

async function resultOf(args: readonly string[], cwd?: string): Promise<Result> {
  const run = await blackfriday(args, cwd === undefined ? {} : { cwd });
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  return JSON.parse(run.stdout) as Result;
}

function shop(): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'shop.yaml'), SHOP);
  return cwd;
}

const names = ({ arms }: Result) => arms.map(({ name }) => name);

describe('compare', () => {
  it('takes arms and values from the command line', async () => {
    const result = await resultOf([
      'compare',
      ...BRIEF,
      '--arm',
      'none: without breaker',
      '--vary',
      `${OPEN}=1s,2s`,
    ]);
    expect(names(result)).toEqual(['as written', 'none', 'open.duration=1s', 'open.duration=2s']);
    expect(result.comparisons!.map(({ baseline }) => baseline)).toEqual(
      Array(3).fill('as written'),
    );
  });

  it('runs the arms of a file, and a report of its result is the same', async () => {
    const cwd = shop();
    const table = await blackfriday(['compare', 'shop.yaml'], { cwd });
    expect(table.stdout).toMatch(/^Ranking$/m);
    await blackfriday(['compare', 'shop.yaml', '--format', 'json', '-o', 'result.json'], { cwd });
    const again = await blackfriday(['report', 'result.json'], { cwd });
    expect(again.stdout).toBe(table.stdout);
  });

  it('its settings make the same result again, arms and all', async () => {
    const cwd = shop();
    const first = await resultOf(
      ['compare', 'shop.yaml', '--format', 'json', '--no-ticks', '--vary', `${OPEN}=1s`],
      cwd,
    );
    writeFileSync(join(cwd, 'again.json'), JSON.stringify(first.scenario.settings));
    const again = await resultOf(['compare', 'again.json', '--format', 'json', '--no-ticks'], cwd);
    expect(again.arms).toEqual(first.arms);
    expect(again.comparisons).toEqual(first.comparisons);
  });

  it('draws a page and pictures of any number', async () => {
    const cwd = shop();
    const run = await blackfriday(
      ['compare', 'shop.yaml', '--quiet', '--html', 'page.html', '--svg', 'slides'],
      { cwd },
    );
    expect([run.code, run.stderr]).toEqual([0, '']);
    const svg = readFileSync(join(cwd, 'slides', 'calls.svg'), 'utf8');
    for (const name of ['none', 'quicker', 'today']) expect(svg).toContain(`>${name}<`);
    expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toContain('"comparisons"');
  });

  it.each([
    [['--arm', 'quick'], 'found no ":" in "quick"'],
    [['--arm', 'x: without braker'], 'did you mean "breaker"?'],
    [['--vary', `${OPEN}=1s..60s`], 'the number of its values'],
    [['--vary', `${OPEN}=1s..99s/99`], 'at most 64 arms'],
  ])('%s is answered in words', async (options, told) => {
    const run = await blackfriday(['compare', 'classic', ...options]);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(told);
  });
});

describe('run', () => {
  it.each([
    [[], 'today'],
    [['--arm', 'none'], 'none'],
    [['--arm', `mine: ${OPEN}=9s`], 'mine'],
  ])('%j runs one arm', async (options, name) => {
    const args = ['run', 'shop.yaml', '--format', 'json', '--no-ticks', ...options];
    expect(names(await resultOf(args, shop()))).toEqual([name]);
  });

  it('names the arms that there are', async () => {
    const run = await blackfriday(['run', 'shop.yaml', '--arm', 'quikcer'], { cwd: shop() });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(
      `the scenario's arms are "none" and "quicker" and "today"; did you mean "quicker"?`,
    );
  });
});
