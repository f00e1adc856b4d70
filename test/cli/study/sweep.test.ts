import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blackfriday, folder } from '../shell.ts';

const GRID = [
  'sweep',
  'classic',
  '--vary',
  'paymentService.failureRate=10%,60%',
  '--vary',
  'orderService.workers=5,50',
  '--seeds',
  '4',
];

describe('blackfriday sweep', () => {
  it('is a study with a cell for each point, the same for any number of workers', async () => {
    const [one, two] = await Promise.all(
      ['1', '2'].map((jobs) => blackfriday([...GRID, '--format', 'json', '--jobs', jobs])),
    );
    expect([one!.code, one!.stderr]).toEqual([0, '']);
    expect(two!.stdout).toBe(one!.stdout);
    const study = JSON.parse(one!.stdout);
    expect(study.format).toBe('blackfriday.study/1');
    expect(study.cells).toHaveLength(4);
    expect(study.sweep.cells.map(({ values }: { values: string[] }) => values.join(' '))).toEqual([
      '10% 5',
      '10% 50',
      '60% 5',
      '60% 50',
    ]);
    const [, candidate] = study.sweep.cells[2].arms;
    expect(candidate.value).toEqual(study.cells[2].arms[1].metrics['served.orders']);
  });

  it('of shards, merged and taken up again, is the same as of one machine', async () => {
    const cwd = folder();
    const parts = ['part-1.json', 'part-2.json', 'part-3.json'];
    const shard = (part: string, index: number) => ['--shard', `${index + 1}/3`, '-o', part];
    await Promise.all(parts.map((part, i) => blackfriday([...GRID, ...shard(part, i)], { cwd })));
    await blackfriday(['merge', ...parts, '--format', 'json', '-o', 'all.json'], { cwd });
    const [resumed, whole, map, table] = await Promise.all([
      blackfriday([...GRID, '--resume', 'all.json', '--format', 'json'], { cwd }),
      blackfriday([...GRID, '--format', 'json'], { cwd }),
      blackfriday(['merge', ...[...parts].reverse()], { cwd }),
      blackfriday(GRID, { cwd }),
    ]);
    expect(resumed.stdout).toBe(whole.stdout);
    expect(readFileSync(join(cwd, 'all.json'), 'utf8')).toBe(whole.stdout);
    expect(JSON.parse(whole.stdout).sweep.cells).toHaveLength(4);
    expect(map.stdout).toBe(table.stdout);
    const lost = await blackfriday(['merge', 'part-1.json', 'part-3.json', '--partial'], { cwd });
    expect(lost.code).toBe(130);
    expect(lost.stdout).toContain('not all seeds of all cells were seen');
  });

  it('tells the table within the width of the screen, csv and markdown', async () => {
    const [table, csv, markdown] = await Promise.all(
      ['table', 'csv', 'markdown'].map((format) =>
        blackfriday([...GRID, '--format', format, '--jobs', '1']),
      ),
    );
    expect(table!.stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(table!.stdout).toContain('served.orders: "with breaker" less "without breaker"');
    const rows = csv!.stdout.trimEnd().split('\n');
    expect(rows).toHaveLength(1 + 4 * 2);
    expect(rows[1]!.split(',').slice(0, 4)).toEqual(['10%', '5', 'without breaker', '4']);
    expect(markdown!.stdout).toContain('## Verdict');
  });

  it.each([
    [[], 'a sweep needs something to vary'],
    [['--vary', 'paymentService.capacity=1,5', '--shard', '1/2', '--svg', 'x'], 'merge draws it'],
    [['--vary', 'paymentService.capacity=1,5', '--print', 'slurm', '--png', 'x'], 'merge draws it'],
    [
      ['--vary', 'paymentService.capacity=1,5', '--shard', '1/2', '--format', 'csv'],
      'its part with',
    ],
    [['--vary', 'paymentService.capacity=1..5'], 'the number of its values: 1..5/5'],
    [['--vary', 'paymentService.capacty=1,5'], 'did you mean "capacity"?'],
    [['--vary', 'paymentService.capacity=1,5', '--seed', '3'], '--seeds 10 or 1..10'],
    [['--vary', 'paymentService.capacity=1,5', '--metric', 'charges.made'], 'say --maximise'],
  ])('refuses %j', async (args, expected) => {
    const { code, stdout, stderr } = await blackfriday(['sweep', 'classic', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
  });

  it('of a million cells says how long it would take, and what to change', async () => {
    const axes = [
      'paymentService.failureRate=0%..100%/1000',
      'paymentService.capacity=1..1000/1000',
    ];
    const vary = axes.flatMap((axis) => ['--vary', axis]);
    const { code, stderr, stdout } = await blackfriday(['sweep', 'classic', ...vary]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('the grid has 1,000,000 cells: 1,000 values of');
    expect(stderr).toMatch(
      /with 10 seeds that is 20,000,000 runs, about \d+ (?:hours|days|years) /,
    );
    expect(stderr).toContain('give each setting fewer values');
    expect(stderr).toContain('let tune look for the best');
  });

  it('of a grid of 10^9 cells says how long it would take, and what to change', async () => {
    const axis = (path: string) => ['--vary', `${path}=1..1000/1000`];
    const { code, stderr } = await blackfriday([
      'sweep',
      'classic',
      ...axis('paymentService.capacity'),
      ...axis('paymentService.queue'),
      ...axis('orderService.workers'),
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('the grid has 1,000,000,000 cells: 1,000 values of');
    expect(stderr).toContain('that is 20,000,000,000 runs, about ');
    expect(stderr).toContain('such as --vary paymentService.capacity=1..1000/10');
  });
});
