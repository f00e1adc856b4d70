import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blackfriday, folder } from '../shell.ts';

const SHOP = `# Our checkout
title: A small shop   # with a bad breaker
seed: 7
duration: 2m
traffic: { arrivals: poisson, startRate: 12/s }
paymentService:
  capacity: 4
  queue: 100
  latency: { distribution: exponential, mean: 200ms }
  script:
    - { at: 30s, for: 10s, failureRate: 60%, latency: x3 }
orderService:
  workers: 60
  pipeline:
    - retry: { calls: 4 }
    - breaker:
        # after the incident of May
        trip: { kind: failure-rate, window: { time: 30s }, minimumCalls: 500 }   # far too patient
        open: { kind: fixed, duration: 60s }
    - timeout: 1s
`;

const VARY = [
  '--vary',
  'orderService.pipeline.breaker.open.duration=1s,5s,60s',
  '--vary',
  'orderService.pipeline.breaker.trip.minimumCalls=10,500',
];
const FEW = ['--max-seeds', '10', '--confirm', '6'];

function shop(text = SHOP): { readonly cwd: string } {
  const cwd = folder();
  writeFileSync(join(cwd, 'shop.yaml'), text);
  return { cwd };
}

describe('blackfriday tune', () => {
  it('writes the scenario with what it recommends, the same for any number of workers', async () => {
    const place = shop();
    const args = ['tune', 'shop.yaml', ...VARY, ...FEW, '--format', 'json'];
    const [one, two] = await Promise.all([
      blackfriday([...args, '--jobs', '1', '-o', 'tuned.yaml'], place),
      blackfriday([...args, '--jobs', '2'], place),
    ]);
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(two.stdout).toBe(one.stdout);
    expect(one.stderr).toBe('Wrote tuned.yaml.\n');
    const result = JSON.parse(one.stdout);
    expect(result.format).toBe('blackfriday.tuning/1');
    expect(result.candidates).toHaveLength(6);
    expect(result.advice.kind).toBe('change');
    const { recommended } = result;
    const open = recommended['orderService.pipeline.breaker.open.duration'];
    const least = recommended['orderService.pipeline.breaker.trip.minimumCalls'];
    expect(readFileSync(join(place.cwd, 'tuned.yaml'), 'utf8')).toBe(
      SHOP.replace('duration: 60s', `duration: ${open}`).replace(
        'minimumCalls: 500',
        `minimumCalls: ${least}`,
      ),
    );
    const check = await blackfriday(['check', 'tuned.yaml'], place);
    expect(check.stdout).toBe('tuned.yaml: ok\n');
  });

  it('takes what may change from the scenario, and tells the table, csv and markdown of it', async () => {
    const block = `tune:
  minimise: latencyMs.mean
  vary: { orderService.pipeline.retry.calls: [1, 2, 4] }
  constraints: [orders.paid >= 1]
`;
    const place = shop(SHOP + block);
    const formats = ['table', 'csv', 'markdown'];
    const [table, csv, markdown] = await Promise.all(
      formats.map((format) =>
        blackfriday(['tune', 'shop.yaml', ...FEW, '--jobs', '1', '--format', format], place),
      ),
    );
    expect(table!.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'minimise latencyMs.mean · keep orders.paid >= 1',
    );
    expect(table!.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    const rows = csv!.stdout.trimEnd().split('\n');
    expect(rows[0]).toBe(
      'orderService.pipeline.retry.calls,race,replications,latencyMs.mean mean,latencyMs.mean low,latencyMs.mean high,dropped after,reason',
    );
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['4', '1', '2']);
    expect(markdown!.stdout).toContain('| setting | today |');
  });

  it('has its block checked with the rest of the file', async () => {
    const block = 'tune: { maximise: orders.payed, vary: { orderService.workers: 1..5 } }\n';
    const { code, stderr } = await blackfriday(['check', 'shop.yaml'], shop(SHOP + block));
    expect(code).toBe(2);
    expect(stderr).toContain('shop.yaml:21:19: tune.maximise');
    expect(stderr).toContain('found the range "1..5"');
  });

  it('tunes against incidents in the place of the one story, and says so everywhere', async () => {
    const place = shop(`${SHOP}chaos: { kinds: [brown-out, hard-down, flapping] }
thresholds: ["with breaker: orders.paid >= 1000000"]   # a promise of the story, which is not asked
`);
    const args = [
      'tune',
      'shop.yaml',
      ...VARY,
      '--against',
      'chaos',
      '--kinds',
      'brown-out,flapping',
    ];
    const few = ['--max-seeds', '40', '--confirm', '20'];
    const [json, table] = await Promise.all([
      blackfriday([...args, ...few, '--jobs', '2', '--format', 'json', '-o', 'tuned.yaml'], place),
      blackfriday([...args, ...few, '--jobs', '1', '--html', 'page.html'], place),
    ]);
    expect([json.code, table.code]).toEqual([0, 0]);
    const result = JSON.parse(json.stdout);
    expect(result.against).toEqual({ chaos: ['brown-out', 'flapping'] });
    expect(result.constraints).toEqual([]);
    expect(result.advice.kind).toBe('change');
    expect(result.legs[0].rounds[0].replications).toBe(20);
    const told = table.stdout.replaceAll(/\s+/g, ' ');
    expect(told).toContain('against chaos: brown-out, flapping');
    expect(told).toContain('On 20 fresh incidents orders.paid is');
    expect(told).not.toContain('seeds');
    writeFileSync(join(place.cwd, 'tuning.json'), json.stdout);
    const again = await blackfriday(['report', 'tuning.json'], place);
    expect(again.stdout).toBe(table.stdout);
    const page = readFileSync(join(place.cwd, 'page.html'), 'utf8');
    expect(/"against":\s*\{\s*"chaos":/.test(page)).toBe(true);
    const check = await blackfriday(['check', 'tuned.yaml'], place);
    expect(check.stdout).toBe('tuned.yaml: ok\n');
  });

  it.each([
    [['--shard', '1/2'], '--shard: each round of a race depends on the one before: --queue'],
    [['--resume', 'tuning.json'], 'the same command begins anew, and comes to the same'],
    [['--print', 'slurm'], '--queue redis://… has many machines run it'],
    [['--against', 'fate'], 'Allowed choices are chaos'],
    [['--kinds', 'flapping'], 'it goes with --against chaos'],
    [['--against', 'chaos', '--kinds', 'flaping'], 'did you mean "flapping"?'],
    [
      ['--against', 'chaos', '--vary', 'traffic.startRate=1/s,2/s'],
      'found a setting of the story, which incidents replace',
    ],
    [['--against', 'chaos', '--duration', '10ms'], 'too short for incidents'],
    [['--vary', 'a.b=1..3'], 'expected the number of its values'],
    [['--candidates', '0'], '--candidates: found "0", expected a whole number from 1 to 10000'],
    [['--confirm', '1'], '--confirm: found "1", expected a whole number from 2'],
    [['-o', 'shop.yaml'], 'cannot write shop.yaml: the input is read from it'],
    [['--maximise', 'orders.payed'], 'did you mean "orders.paid"?'],
  ])('refuses %j', async (args, expected) => {
    const { code, stderr, stdout } = await blackfriday(['tune', 'shop.yaml', ...args], shop());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
  });
});
