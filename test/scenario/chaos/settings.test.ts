import { describe, expect, it } from 'vitest';
import { chaosPlan } from '../../../src/scenario/chaos/plan.ts';
import { describeScenario } from '../../../src/scenario/describe.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';
import { writtenForm } from '../../../src/scenario/written-form.ts';
import { complaint, load, SOUND } from '../loading.ts';
import { withChaos } from './drawing.ts';

describe('what a chaos block leaves out', () => {
  it('is a thousand incidents of every kind, of up to two troubles, over 2 % to 30 % of the run', () => {
    const { kinds, incidents, atOnce, leftOut } = chaosPlan(load(SOUND));
    expect({ incidents, atOnce, leftOut }).toEqual({ incidents: 1000, atOnce: 2, leftOut: [] });
    expect(kinds).toHaveLength(9);
    for (const { weight, strength, length } of kinds) {
      expect({ weight, strength, length }).toEqual({
        weight: 1,
        strength: { min: 0.1, max: 1 },
        length: { min: 12_000, max: 180_000 },
      });
    }
  });

  it('is the same where there is no block', () => {
    const planOf = (scenario: Scenario) => {
      const { around, ...plan } = chaosPlan(scenario);
      return { ...plan, around: around(undefined) };
    };
    expect(planOf(withChaos('{}'))).toEqual(planOf(load(SOUND)));
    expect(writtenForm(load(SOUND))).not.toHaveProperty('chaos');
  });

  it('is what cannot be done to recorded traffic', () => {
    const closed = load(SOUND.replace('poisson, startRate: 3/s', 'closed, clients: 3, think: 1s'));
    expect(chaosPlan(closed).leftOut).toEqual(['herd-at-recovery', 'traffic-spike']);
    expect(chaosPlan(closed).kinds).toHaveLength(7);
  });
});

describe('clients that never think, and order without end', () => {
  const ENDLESS = SOUND.replace('poisson, startRate: 3/s', 'closed, clients: 3');
  const leftOut = (text: string) => chaosPlan(load(text)).leftOut;

  it.each<[string, string, boolean]>([
    ['are not refused at once', ENDLESS, true],
    [
      'unless the refusal takes its time',
      ENDLESS.replace('{ latency', '{ network: 5ms, latency'),
      false,
    ],
    ['or they think', ENDLESS.replace('clients: 3', 'clients: 3, think: 1s'), false],
    ['or come to an end', ENDLESS.replace('clients: 3', 'clients: 3, orders: 50'), false],
  ])('%s', (_, text, isLeftOut) => {
    expect(leftOut(text).includes('hard-down')).toBe(isLeftOut);
  });

  it('are told so where somebody asks for it', () => {
    expect(complaint(`${ENDLESS}chaos: { kinds: [flapping, hard-down] }\n`)).toMatch(
      /found hard-down\n.*a kind that refuses nobody at once: clients that never think would order again without end/,
    );
  });
});

describe('bounds', () => {
  it('of a kind stand before those of all', () => {
    const { kinds } = chaosPlan(
      withChaos(`{ strength: { min: 50% }, length: { max: 1m }, kinds: {
        slow-death: { strength: { max: 30% }, length: { min: 2m, max: 3m } }, flapping: { weight: 2 } } }`),
    );
    expect(kinds.map(({ kind, ...bounds }) => [kind.kind, bounds])).toEqual([
      [
        'slow-death',
        { weight: 1, strength: { min: 0.1, max: 0.3 }, length: { min: 120_000, max: 180_000 } },
      ],
      [
        'flapping',
        { weight: 2, strength: { min: 0.5, max: 1 }, length: { min: 12_000, max: 60_000 } },
      ],
    ]);
  });

  it.each<[string, string, number, number]>([
    ['a max below the usual min', '{ max: 5s }', 5_000, 5_000],
    ['a min above the usual max', '{ min: 4m }', 240_000, 240_000],
  ])('%s moves the other', (_, length, min, max) => {
    for (const kind of chaosPlan(withChaos(`{ length: ${length} }`)).kinds) {
      expect(kind.length).toEqual({ min, max });
    }
  });

  it('that do not fit a run cut short by an option are cut, too', () => {
    const short = load(`${SOUND}chaos: { length: { min: 1m, max: 4m } }\n`, [
      { assignment: 'duration=1m', option: '--duration 1m' },
    ]);
    for (const { length } of chaosPlan(short).kinds)
      expect(length).toEqual({ min: 30_000, max: 30_000 });
  });
});

describe('a mistake in a chaos block is told', () => {
  it.each<[string, string, string, string]>([
    [
      'a kind that there is not',
      '{ kinds: [brown-out, hard-donw] }',
      'found hard-donw',
      'did you mean "hard-down"?',
    ],
    [
      'the same as a key',
      '{ kinds: { brownout: {} } }',
      'found unknown key "brownout"',
      'did you mean "brown-out"?',
    ],
    ['no kind at all', '{ kinds: [] }', 'chaos.kinds', 'at least one kind of trouble'],
    ['nor in a block', '{ kinds: {} }', 'chaos.kinds', 'at least one kind of trouble'],
    [
      'bounds the wrong way round',
      '{ strength: { min: 60%, max: 50% } }',
      'chaos.strength',
      'a max of at least min',
    ],
    [
      'lengths the wrong way round',
      '{ length: { min: 1m, max: 10s } }',
      'chaos.length',
      'a max of at least min',
    ],
    ['no incident', '{ incidents: 0 }', 'found 0', 'a whole number of at least 1'],
    ['too many incidents', '{ incidents: 1e9 }', 'chaos.incidents', 'at most 100,000'],
    [
      'more at once than there are kinds',
      '{ atOnce: 15 }',
      'found 15',
      'a whole number of at most 14',
    ],
    [
      'a weight of nothing',
      '{ kinds: { flapping: { weight: 0 } } }',
      'found 0',
      'a number above 0',
    ],
    [
      'a bare number',
      '{ length: { max: 30 } }',
      'found 30',
      'a duration with its unit: 30ms or 30s?',
    ],
    [
      'troubles longer than the run has room for',
      '{ length: { max: 6m } }',
      'chaos.length.max',
      'at most 5m of a run of 10m: it has to warm up before, and to recover after',
    ],
    [
      'the same of a kind',
      '{ kinds: { flapping: { length: { min: 9m } } } }',
      'chaos.kinds.flapping.length.min',
      'at most 5m',
    ],
    [
      'an unknown setting',
      '{ incident: 5 }',
      'found unknown key "incident"',
      'did you mean "incidents"?',
    ],
    ['a list', '[brown-out]', 'chaos', 'a block of settings'],
  ])('%s', (_, chaos, found, expected) => {
    const message = complaint(`${SOUND}chaos: ${chaos}\n`);
    expect(message).toContain(found);
    expect(message).toContain(expected);
    expect(message).toMatch(/shop\.yaml:4:\d+/);
  });

  it('a script that stays and leaves no room', () => {
    const script = Array.from({ length: 901 }, () => '{ at: 1m, for: 1s, failureRate: 5% }').join(
      ', ',
    );
    const full = SOUND.replace('200ms }', `200ms, script: [${script}] }`);
    expect(complaint(`${full}chaos: { script: keep }\n`)).toMatch(
      /chaos.script[\s\S]*found keep\n.*drop, or a script of at most 900 entries: incidents come on top of it/,
    );
    expect(() => load(`${full}chaos: {}\n`)).not.toThrow();
  });

  it.each(['[traffic-spike]', '{ traffic-spike: {} }'])(
    'a kind that recorded traffic rules out: %s',
    (kinds) => {
      const closed = SOUND.replace('poisson, startRate: 3/s', 'closed, clients: 3, think: 1s');
      expect(complaint(`${closed}chaos: { kinds: ${kinds} }\n`)).toMatch(
        /found (the kind )?traffic-spike\n.*a kind that leaves the traffic alone: that of arrivals: closed comes as it comes/,
      );
    },
  );
});

it('a chaos block is read aloud', () => {
  const aloud = (chaos: string): string =>
    describeScenario(withChaos(chaos), { width: 90, ascii: true });
  expect(
    aloud('{ incidents: 50, atOnce: 1, tolerance: 5%, kinds: { flapping: { weight: 2 } } }'),
  ).toContain(
    `Chaos               50 incidents, at most 1 at once, from 1m to 6m
                    in the place of the script
                    5% of them may break a threshold
                    - flapping: strength 10% to 100%, for 12s to 3m, weight 2
`,
  );
  expect(aloud('{ script: keep }')).toContain('the script stays');
  expect(describeScenario(load(SOUND), { width: 90, ascii: true })).not.toContain('Chaos');
});

it('a chaos block is written as it is read', () => {
  const blocks = [
    '{}',
    '{ kinds: [slow-death, flapping] }',
    '{ kinds: { slow-death: { weight: 2.5, length: { max: 1m } } } }',
  ];
  for (const chaos of blocks) {
    const written = writtenForm(withChaos(chaos));
    expect(writtenForm(load(JSON.stringify(written)))).toEqual(written);
  }
});
