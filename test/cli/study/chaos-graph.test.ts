import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GRAPH_SHOP } from '../../scenario/chaos/graph-shop.ts';
import { blackfriday, folder } from '../shell.ts';

function shop(text = GRAPH_SHOP): string {
  const cwd = folder();
  writeFileSync(join(cwd, 'shop.yaml'), text);
  return cwd;
}

const chaos = (cwd: string, ...args: readonly string[]) =>
  blackfriday(['chaos', 'shop.yaml', ...args], { cwd });

const FEW = ['--incidents', '16'];

describe('chaos of a graph of services', () => {
  it.each(['table', 'json', 'csv', 'markdown'])(
    'as %s is the same to the byte for any number of workers',
    async (format) => {
      const cwd = shop();
      const [one, three] = await Promise.all(
        [1, 3].map((jobs) => chaos(cwd, ...FEW, '--format', format, '--jobs', String(jobs))),
      );
      expect(one!.stdout).not.toBe('');
      expect(three).toEqual(one);
    },
  );

  it('tells what each incident strikes, and how the arms fare where', async () => {
    const { stdout } = await chaos(shop(), ...FEW, '--format', 'json', '--no-shrink');
    const { incidents, places, drawn } = JSON.parse(stdout);
    expect(drawn.kinds).toHaveLength(14);
    expect(drawn.ownScript).toEqual({ entries: 1, stays: false });
    type Told = { troubles: { kind: string; place?: object }[] };
    for (const { troubles } of incidents as Told[]) {
      for (const { kind, place } of troubles) {
        expect(place === undefined).toBe(kind === 'traffic-spike');
      }
    }
    const alone = (incidents as Told[]).filter(
      ({ troubles: [one, ...more] }) => more.length === 0 && one!.place !== undefined,
    );
    const counted = places.map(({ incidents: many }: { incidents: number }) => many);
    expect(counted.reduce((sum: number, many: number) => sum + many, 0)).toBe(alone.length);
    expect(places.map(({ name }: { name: string }) => name)).toContain('cards');
  });

  it('names the places in the table, in Markdown, in CSV and on the page', async () => {
    const cwd = shop();
    const page = ['--html', 'page.html'];
    const table = await chaos(cwd, ...FEW, ...page);
    expect(table.stdout).toMatch(/^ where +│ incidents │/m);
    expect(table.stdout).toMatch(/^ {2}[a-z-]+ of .*(cards|stock|shop|eu|us).* at strength/m);
    const html = readFileSync(join(cwd, 'page.html'), 'utf8');
    expect(html).toContain('By what is struck');
    expect(html).toContain('by kind of incident and by what is struck');
    const markdown = await chaos(cwd, ...FEW, '--format', 'markdown');
    expect(markdown.stdout).toMatch(/^\| where \| incidents \|/m);
    const csv = await chaos(cwd, ...FEW, '--format', 'csv', '--no-shrink');
    const [, head, ...rows] = csv.stdout.trimEnd().split('\n');
    expect(head).toMatch(/,thresholdsBroken,places$/);
    expect(rows).toHaveLength(32);
    expect(rows.join('\n')).toMatch(/,(instance \d of|"?cards|the way)/);
  });

  it('is read again from its file', async () => {
    const cwd = shop();
    const json = await chaos(cwd, ...FEW, '--format', 'json');
    writeFileSync(join(cwd, 'chaos.json'), json.stdout);
    const again = await blackfriday(['report', 'chaos.json', '--html', 'again.html'], { cwd });
    expect(again.code).toBe(0);
    expect(readFileSync(join(cwd, 'again.html'), 'utf8')).toContain('By what is struck');
  });

  it.each([
    ['any kind', []],
    [
      'one instance',
      [
        '--kinds',
        'one-bad-instance',
        '--arm',
        'hasty: services.shop.calls[0].pipeline.timeout=250ms',
      ],
    ],
    ['a region', ['--kinds', 'region-away']],
    [
      'a way',
      [
        '--kinds',
        'way-away,slow-way',
        '--arm',
        'hasty: services.shop.calls[0].pipeline.timeout=120ms',
      ],
    ],
    ['the store', ['--kinds', 'store-down,hard-down', '--set', 'chaos.atOnce=2']],
  ])('keeps the worst as a scenario that replays to the order: %s', async (_, kinds) => {
    const cwd = shop(GRAPH_SHOP.replace(/thresholds[\s\S]*/, ''));
    const keep = ['--format', 'json', '-o', 'worst.yaml'];
    const { stdout } = await chaos(cwd, ...FEW, ...kinds, ...keep);
    const { worst } = JSON.parse(stdout);
    const text = readFileSync(join(cwd, 'worst.yaml'), 'utf8');
    expect(text).toMatch(/^# The shop in two places\n/);
    expect(text).not.toContain('at: 10s, for: 5s, outage: hang');
    const compare = ['compare', 'worst.yaml', '--format', 'json', '--no-ticks'];
    const again = await blackfriday(compare, { cwd });
    const shares = JSON.parse(again.stdout).arms.map(
      ({ totals: { orders } }: { totals: { orders: { paid: number; arrived: number } } }) =>
        orders.paid / orders.arrived,
    );
    expect(shares).toEqual([worst.shrunk.servedByOther, worst.shrunk.served]);
  });

  it.each([
    ['breaker={}', 'no breaker shares its circuit by a store or by nodes'],
    ['breaker.sharing={ kind: consensus }', 'nothing in every arm that these kinds'],
  ])('refuses what not every arm could be struck by: %s', async (own, expected) => {
    const arm = `other: services.shop.calls[0].pipeline.${own}`;
    const cwd = shop(GRAPH_SHOP.replace(/thresholds[\s\S]*/, ''));
    const { code, stdout, stderr } = await chaos(cwd, '--kinds', 'store-down', '--arm', arm);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
  });
});

it('settings of a graph are tuned against incidents', async () => {
  const cwd = shop();
  const vary = ['--vary', 'services.shop.calls[0].pipeline.breaker.open.duration=1s,5s,40s'];
  const few = ['--max-seeds', '10', '--confirm', '6', '--format', 'json'];
  const args = ['tune', 'shop.yaml', '--against', 'chaos', ...vary, ...few];
  const [one, two] = await Promise.all(
    ['1', '2'].map((jobs) => blackfriday([...args, '--jobs', jobs], { cwd })),
  );
  expect([one!.code, one!.stderr]).toEqual([0, '']);
  expect(two!.stdout).toBe(one!.stdout);
  const { against, candidates } = JSON.parse(one!.stdout);
  expect(against.chaos).toHaveLength(14);
  expect(candidates).toHaveLength(3);
});
