import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { armsOf } from '../../../src/experiment/arms.ts';
import { overridesOf } from '../../../src/experiment/study/chaos/cells.ts';
import type { Disturbance, Entry } from '../../../src/scenario/chaos/disturbance.ts';
import { disturbed } from '../../../src/scenario/chaos/disturbed.ts';
import type { Trouble } from '../../../src/scenario/chaos/draw.ts';
import { CHAOS_KINDS } from '../../../src/scenario/chaos/kind/index.ts';
import { placeWords } from '../../../src/scenario/chaos/place.ts';
import { chaosPlan } from '../../../src/scenario/chaos/plan.ts';
import { disturbanceWords } from '../../../src/scenario/chaos/words.ts';
import { describeScenario } from '../../../src/scenario/describe.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';
import { complaint, load } from '../loading.ts';
import { drawn } from './drawing.ts';
import { GRAPH_SHOP } from './graph-shop.ts';

const MANY = 4000;
const NAMES = CHAOS_KINDS.map(({ kind }) => kind);

const aimedAt = (chaos: string, sets: readonly string[] = []): Scenario =>
  load(`${GRAPH_SHOP}chaos: ${chaos}\n`, sets);

const wordsOf = ({ place }: Trouble): string =>
  place === undefined ? 'traffic' : placeWords(place);

/** Where the first trouble of each of many incidents strikes, and how often. */
function placesIn(scenario: Scenario, many = MANY): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { troubles } of drawn(scenario, many)) {
    const words = wordsOf(troubles[0]!);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return counts;
}

describe('what each kind strikes in a graph', () => {
  const cards = ['cards', '25% of the instances of cards', '50% of the instances of cards'];
  const parts = ['cards in eu', 'cards in us', 'cards, for read only', 'cards, for write only'];
  const stock = ['stock', 'stock, for read only', 'stock, for write only'];
  const services = [...cards, ...parts, ...stock];
  it.each<[string, string[]]>([
    ['brown-out', services],
    ['hard-down', services],
    ['crash', services],
    ['lossy-network', services],
    ['herd-at-recovery', services],
    ['one-bad-instance', ['stock', ...[1, 2, 3, 4].map((one) => `instance ${one} of cards`)]],
    ['traffic-spike', ['traffic']],
    ['region-away', ['the region eu', 'the region us']],
    ['way-away', ['the way between eu and us', 'the way from eu to us', 'the way from us to eu']],
    ['slow-way', ['the way between eu and us', 'the way from eu to us', 'the way from us to eu']],
    ['store-down', ['shop']],
  ])('%s', (kind, places) => {
    const found = [...placesIn(aimedAt(`{ atOnce: 1, kinds: [${kind}] }`), 400).keys()];
    expect(found.sort()).toEqual([...places].sort());
  });

  it('every service as often as the others, all of it in half of the cases', () => {
    const counts = placesIn(aimedAt('{ atOnce: 1, kinds: [hard-down] }'));
    const share = (words: string): number => counts.get(words)! / MANY;
    const of = (name: string): number =>
      [...counts.keys()]
        .filter((words) => words.includes(name))
        .reduce((sum, words) => sum + share(words), 0);
    // Five standard deviations each.
    expect(Math.abs(of('cards') - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 4 / MANY));
    expect(Math.abs(share('cards') - 1 / 4)).toBeLessThan(5 * Math.sqrt(3 / 16 / MANY));
    expect(Math.abs(share('cards in eu') - 1 / 24)).toBeLessThan(5 * Math.sqrt(23 / 576 / MANY));
  });

  it('only what the chaos block names, the front door where it is named', () => {
    const places = (chaos: string): string[] =>
      [...placesIn(aimedAt(`{ atOnce: 1, ${chaos} }`), 300).keys()].sort();
    expect(places('services: [stock], kinds: [hard-down]')).toEqual([...stock].sort());
    expect(places('services: [shop], kinds: [lossy-network]')).toContain('shop in eu');
    expect(places('services: [shop], kinds: [lossy-network]').join()).not.toMatch(/cards|stock/);
    expect(places('regions: [eu], kinds: [region-away]')).toEqual(['the region eu']);
    expect(places('regions: [eu], kinds: [hard-down]')).not.toContain('cards in us');
  });
});

describe('incidents of a graph', () => {
  it('are the same for every pipeline and every arm', () => {
    const guarded = load(GRAPH_SHOP, ['services.shop.calls[0].pipeline.timeout=2s']);
    expect(drawn(guarded, 80)).toEqual(drawn(load(GRAPH_SHOP), 80));
  });

  it('stay as they are where a kind is added', () => {
    const only = (names: readonly string[]): Scenario =>
      aimedAt(`{ atOnce: 1, kinds: [${names.join(', ')}] }`);
    const old = drawn(only(NAMES.filter((name) => name !== 'crash')), 200);
    const kept = drawn(only(NAMES), 200).filter(({ troubles: [one] }) => one!.kind !== 'crash');
    expect(kept.length).toBeGreaterThan(150);
    expect(kept).toEqual(old.filter(({ number }) => kept.some((one) => one.number === number)));
  });

  it('strike what is there in every arm', () => {
    const arms = (own: string): Scenario =>
      load(`${GRAPH_SHOP.replace(/thresholds[\s\S]*/, '')}arms: { small: ${own}, whole: {} }\n`);
    const fewer = arms('{ set: { services.cards.instances: 1, services.cards.regions: [eu] } }');
    expect(chaosPlan(fewer).ground!.services[0]).toMatchObject({ instances: 1, regions: ['eu'] });
    expect(chaosPlan(fewer).ground!.regions.map(({ name }) => name)).toEqual(['eu']);
    const kindsOf = (scenario: Scenario) => chaosPlan(scenario).kinds.map(({ kind }) => kind.kind);
    expect(kindsOf(fewer)).toContain('store-down');
    expect(kindsOf(arms('{ without: [breaker] }'))).not.toContain('store-down');
  });

  const shipped = readdirSync('scenarios')
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => [file, readFileSync(`scenarios/${file}`, 'utf8')] as const)
    .filter(([, text]) => text.includes('\nservices:'));

  it.each([['the shop', GRAPH_SHOP] as const, ...shipped])(
    'are scenarios that can be run, in every arm: %s',
    (_, text) => {
      const scenario = load(text, ['chaos.atOnce=3']);
      for (const { disturbances, troubles } of drawn(scenario, 60)) {
        const struck = load(text, overridesOf(scenario, disturbances));
        expect(armsOf(struck)).toHaveLength(armsOf(scenario).length);
        for (const one of troubles) {
          expect(one.place === undefined).toBe(one.kind === 'traffic-spike');
        }
      }
    },
  );

  it('of one service have only that to strike', () => {
    const alone = load(
      'duration: 1m\ntraffic: { startRate: 1/s }\nservices: { only: { latency: 50ms } }\n',
    );
    expect(chaosPlan(alone).ground!.services.map(({ name }) => name)).toEqual(['only']);
  });
});

describe('the scripts of an incident', () => {
  const scenario = load(GRAPH_SHOP);
  const entry = (on: Entry['on'], ...changes: Entry['changes']): Entry => ({
    what: 'entry',
    ...(on !== undefined && { on }),
    at: 10_000,
    for: 5000,
    changes,
  });
  const refuse = { what: 'outage', how: 'refuse' } as const;

  it.each<[string, Entry, string, object]>([
    ['cards', entry({ service: 'cards' }, refuse), 'services.cards', { outage: 'refuse' }],
    [
      'instance 2 of cards',
      entry({ service: 'cards', instance: 2 }, { what: 'failureRate', to: 0.5 }),
      'services.cards',
      { instance: 2, failureRate: '50%' },
    ],
    [
      '25% of the instances of cards',
      entry({ service: 'cards', instances: 0.25 }, { what: 'outage', how: 'crash' }),
      'services.cards',
      { instances: '25%', outage: 'crash' },
    ],
    [
      'cards in us',
      entry({ service: 'cards', region: 'us' }, refuse),
      'services.cards',
      { region: 'us', outage: 'refuse' },
    ],
    [
      'stock, for write only',
      entry({ service: 'stock', class: 'write' }, { what: 'latency', factor: 3, ramp: false }),
      'services.stock',
      { class: 'write', latency: 'x3' },
    ],
    [
      'the way from us to eu',
      entry({ from: 'us', to: 'eu', oneWay: true }, { what: 'delay', toMs: 250 }),
      'regions',
      { from: 'us', to: 'eu', oneWay: true, delay: '250ms' },
    ],
    [
      'the way between eu and us',
      entry({ from: 'eu', to: 'us', oneWay: false }, { what: 'outage', how: 'hang' }),
      'regions',
      { from: 'eu', to: 'us', outage: 'hang' },
    ],
    ['shop', entry({ service: 'shop' }, { what: 'store' }), 'services.shop', { store: 'down' }],
  ])('stand where they happen: %s', (words, one, holder, written) => {
    const settings = disturbed(scenario, [one]);
    const found = settings.find(({ path }) => path.join('.') === `${holder}.script`);
    expect(found!.value).toEqual([{ at: '10s', for: '5s', ...written }]);
    expect(disturbanceWords(one)).toMatch(new RegExp(`^${words}, from 10s for 5s: `));
    expect(() => load(GRAPH_SHOP, overridesOf(scenario, [one]))).not.toThrow();
  });

  it('take the place of those of the file, or come behind them', () => {
    const incident: Disturbance[] = [entry({ service: 'stock' }, refuse)];
    const said = (script: string) =>
      disturbed(load(GRAPH_SHOP, [`chaos.script=${script}`]), incident).map(
        ({ path, value }) => `${path.join('.')}: ${value.length}`,
      );
    expect(said('drop')).toEqual(['services.cards.script: 0', 'services.stock.script: 1']);
    expect(said('keep')).toEqual(['services.cards.script: 1', 'services.stock.script: 1']);
  });
});

describe('a chaos block that asks for what a graph has not', () => {
  it.each<[string, string, string]>([
    ['{ services: [card] }', 'chaos.services[0]', 'did you mean "cards"?'],
    ['{ regions: [asia] }', 'chaos.regions[0]', 'expected one of eu, us'],
    ['{ services: [] }', 'chaos.services', 'at least one name'],
    [
      '{ services: [stock], kinds: [store-down] }',
      'chaos.kinds[0]',
      'a kind that finds something to strike: no breaker shares its circuit by a store',
    ],
    ['{ length: { max: 50s } }', 'chaos.length.max', 'at most 30s of a run of 1m'],
  ])('%s', (chaos, setting, expected) => {
    const message = complaint(`${GRAPH_SHOP}chaos: ${chaos}\n`);
    expect(message).toContain(setting);
    expect(message).toContain(expected);
  });

  it('is told so of the short form, too', () => {
    const short = (chaos: string): string =>
      complaint(
        `duration: 10m\ntraffic: { startRate: 3/s }\npaymentService: { latency: 200ms }\nchaos: ${chaos}\n`,
      );
    expect(short('{ services: [payments] }')).toContain('a scenario of `services`, or none');
    expect(short('{ kinds: [way-away] }')).toContain('a scenario of `services` for it to strike');
  });
});

it('what is struck is read aloud', () => {
  const aloud = describeScenario(aimedAt('{ incidents: 50 }'), { width: 100, ascii: true });
  expect(aloud).toContain('strikes services cards, stock; regions eu, us');
  expect(aloud).toContain('- way-away: strength 10% to 100%');
});
