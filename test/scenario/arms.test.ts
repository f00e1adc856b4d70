import { describe, expect, it, test } from 'vitest';
import { armOption, type Override, varyOption } from '../../src/scenario/overrides.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { writtenForm } from '../../src/scenario/written.ts';
import { complaint, load } from './loading.ts';

const SHOP = `duration: 10m
traffic: { arrivals: poisson, startRate: 3/s }
paymentService: { latency: 200ms }
orderService:
  pipeline:
    - retry: { calls: 3 }
    - breaker:
        name: outer
        trip: { kind: failure-rate, window: { calls: 20 }, minimumCalls: 10, rate: 50% }
        open: { kind: fixed, duration: 5s }
    - breaker: { name: inner, trip: { kind: consecutive-failures, failures: 5 } }
    - timeout: 1s
`;
const OPEN = 'orderService.pipeline.breaker.open.duration';

const withArms = (...arms: readonly string[]) =>
  `${SHOP}arms:\n${arms.map((arm) => `  ${arm}\n`).join('')}`;

/** An arm's policies, a breaker by its name. */
function policiesOf({ arms }: Scenario, name: string): string[] {
  const { settings } = arms.find((arm) => arm.name === name)!;
  return settings.orderService.pipeline.map((one) =>
    one.policy === 'breaker' ? (one.settings.name ?? 'breaker') : one.policy,
  );
}

function openMsOf({ arms }: Scenario): unknown[] {
  return arms.map(({ settings }) => {
    const breaker = settings.orderService.pipeline.find(({ policy }) => policy === 'breaker');
    return breaker?.policy === 'breaker' && 'duration' in breaker.settings.open
      ? breaker.settings.open.duration
      : null;
  });
}

describe('an arm goes without policies', () => {
  test.each<[string, readonly string[]]>([
    ['[breaker]', ['retry', 'timeout']],
    ['[inner]', ['retry', 'outer', 'timeout']],
    ['[breaker, retry]', ['timeout']],
    ['[orderService.pipeline.breaker]', ['retry', 'inner', 'timeout']],
    ['["orderService.pipeline[2]", timeout]', ['retry', 'outer']],
    ['[outer, inner, retry, timeout]', []],
  ])('%s', (without, left) => {
    const scenario = load(withArms('today: {}', `less: { without: ${without} }`));
    expect(policiesOf(scenario, 'less')).toEqual(left);
    expect(policiesOf(scenario, 'today')).toEqual(['retry', 'outer', 'inner', 'timeout']);
  });

  it('and so lets what stands in for a breaker take part', () => {
    const throttle = SHOP.replace(
      '- timeout',
      '- throttle: {}\n      insteadOf: breaker\n    - timeout',
    );
    const scenario = load(`${throttle}arms: { today: {}, none: { without: [breaker] } }`);
    expect(policiesOf(scenario, 'today')).toEqual(['retry', 'outer', 'inner', 'timeout']);
    expect(policiesOf(scenario, 'none')).toEqual(['retry', 'throttle', 'timeout']);
  });
});

describe('an arm sets', () => {
  it('settings by their paths, whatever else it goes without', () => {
    const scenario = load(
      withArms(
        'today: {}',
        `quick: { without: [retry], set: { ${OPEN}: 2s, paymentService.capacity: 7 } }`,
      ),
    );
    expect(openMsOf(scenario)).toEqual([5_000, 2_000]);
    expect(scenario.arms[1]!.settings.paymentService.capacity).toBe(7);
    expect(scenario.arms[0]!.settings.paymentService.capacity).toBeUndefined();
    expect(scenario.paymentService.capacity).toBeUndefined();
  });

  it('on top of what --set sets for all', () => {
    const arms = withArms('today: {}', 'wide: { set: { paymentService.capacity: 7 } }');
    const { arms: read } = load(arms, ['paymentService.capacity=3', 'paymentService.queue=1']);
    expect(read.map(({ settings }) => settings.paymentService.capacity)).toEqual([3, 7]);
    expect(read.map(({ settings }) => settings.paymentService.queue)).toEqual([1, 1]);
  });

  it('values from files', () => {
    const file =
      'slow: { set: { paymentService.latency: { distribution: empirical, file: ms.txt, unit: ms } } }';
    const { arms } = load(withArms('today: {}', file), [], { 'ms.txt': '100\n300\n' });
    expect(arms[1]!.settings.paymentService.latency.mean).toBe(200);
  });
});

describe('options add arms', () => {
  const names = (text: string, ...overrides: readonly Override[]) =>
    load(text, overrides).arms.map(({ name }) => name);

  it('to the scenario as written, where the file names none', () => {
    const scenario = load(SHOP, [armOption(`quick: ${OPEN}=2s`), varyOption(`${OPEN}=1s,10s`)]);
    expect(scenario.arms.map(({ name }) => name)).toEqual([
      'as written',
      'quick',
      'open.duration=1s',
      'open.duration=10s',
    ]);
    expect(openMsOf(scenario)).toEqual([5_000, 2_000, 1_000, 10_000]);
    expect(scenario.overrides).toEqual([`--arm quick: ${OPEN}=2s`, `--vary ${OPEN}=1s,10s`]);
  });

  it('to those of the file', () => {
    expect(names(withArms('today: {}'), armOption('none: without breaker'))).toEqual([
      'today',
      'none',
    ]);
  });

  test.each<[string, readonly string[], unknown]>([
    ['x: without breaker, retry', ['timeout'], undefined],
    ['x: without retry, without inner', ['outer', 'timeout'], undefined],
    ['x: paymentService.capacity=7, without retry, breaker', ['timeout'], 7],
    ['x: without breaker, paymentService.capacity=7, retry', ['timeout'], 7],
    [
      'x : paymentService.latency={ distribution: uniform, min: 1ms, max: 3ms }',
      ['retry', 'outer', 'inner', 'timeout'],
      undefined,
    ],
  ])('--arm %s', (arm, policies, capacity) => {
    const scenario = load(SHOP, [armOption(arm)]);
    expect(policiesOf(scenario, 'x')).toEqual(policies);
    expect(scenario.arms[1]!.settings.paymentService.capacity).toBe(capacity);
  });

  it('of several settings that end alike, by as much of the path as tells them apart', () => {
    const latencies = [
      varyOption('paymentService.latency.mean=1s'),
      varyOption('backupService.latency.mean=1s'),
    ];
    const both = SHOP.replace('200ms', '{ distribution: exponential, mean: 2s }');
    expect(
      names(
        `${both}backupService: { latency: { distribution: exponential, mean: 2s } }`,
        ...latencies,
      ),
    ).toEqual(['as written', 'paymentService.latency.mean=1s', 'backupService.latency.mean=1s']);
  });

  it('one of several values may be the present one', () => {
    expect(names(SHOP, varyOption(`${OPEN}=5s,10s`))).toHaveLength(3);
  });

  it('and thresholds name them', () => {
    const thresholds = [
      'as written: orders.paid >= open.duration=1s: orders.paid',
      // Of the arms that the file has without the option: there is nothing for it to judge.
      'with breaker: calls.failed < 3',
    ];
    const text = `${SHOP}thresholds: ${JSON.stringify(thresholds)}`;
    expect(load(text, [varyOption(`${OPEN}=1s`)]).thresholds).toMatchObject([
      { arm: 'as written' },
      { arm: 'with breaker' },
    ]);
  });
});

describe('written again as a file', () => {
  it('it has the same arms', () => {
    const scenario = load(withArms('today: {}', `quick: { set: { ${OPEN}: 2s } }`), [
      armOption('none: without breaker'),
    ]);
    const again = load(JSON.stringify(writtenForm(scenario)));
    expect(JSON.stringify(again.arms)).toBe(JSON.stringify(scenario.arms));
    expect(writtenForm(again)).toEqual(writtenForm(scenario));
  });
});

describe('a mistake is told at its place', () => {
  test.each<[arm: string, place: string, told: string]>([
    ['a: { without: [braker] }', 'arms.a.without[0]', 'did you mean "breaker"?'],
    ['a: { without: [bulkhead] }', 'arms.a.without[0]', 'retry, breaker, outer, inner, timeout'],
    ['a: { without: ["orderService.pipeline[9]"] }', 'arms.a.without[0]', '0 to 3'],
    [
      `a: { set: { ${OPEN.replace('duration', 'duraton')}: 2s } }`,
      `arms.a.set.${OPEN.replace('duration', 'duraton')}`,
      'did you mean "duration"?',
    ],
    [`a: { set: { ${OPEN}: 2 } }`, `arms.a.set.${OPEN}`, 'a duration with its unit: 2ms or 2s?'],
    [
      'a: { set: { orderService.pipeline.bulkhead: 2 } }',
      'arms.a.set.orderService.pipeline.bulkhead',
      'found no "bulkhead" there',
    ],
    [
      'a: { set: { paymentServce.queue: 2 } }',
      'arms.a.set.paymentServce.queue',
      'did you mean "paymentService"?',
    ],
    [
      'a: { set: { traffic.startRate: 2/s } }',
      'arms.a.set.traffic.startRate',
      'found "traffic", which all arms share',
    ],
    ['a: { set: { seed: 3 } }', 'arms.a.set.seed', 'which all arms share'],
    ['a: { set: { "": 3 } }', 'arms.a.set.', 'found the path ""'],
    [
      'a: { set: { paymentService.latency: { distribution: uniform, min: 1ms } } }',
      'arms.a.set.paymentService.latency',
      'found no "max"',
    ],
    [
      'a: { set: { backupService.capacity: 3 } }',
      'arms.a.set.backupService.capacity',
      'found no "latency"',
    ],
    [
      'a: { set: { orderService.pipeline.breaker.trip.window.calls: 5 } }',
      'arms.a.set.orderService.pipeline.breaker.trip.window.calls',
      'minimumCalls at most 5',
    ],
    ['a: { sett: {} }', 'arms.a.sett', 'did you mean "set"?'],
    ['a: 3', 'arms.a', 'a block of settings'],
    ['a: {}', 'arms.a', 'an arm that is the same as "today"'],
    [`a: { set: { ${OPEN}: 5000ms } }`, 'arms.a', 'an arm that is the same as "today"'],
    ['7: { without: [retry] }', 'arms.7', 'a name that is more than a number'],
    ['"a: b": { without: [retry] }', 'arms.a: b', 'a name without ":"'],
    ['" a": { without: [retry] }', 'arms. a', 'a name without needless spaces'],
    ['"": { without: [retry] }', 'arms.', 'expected a name'],
    [`${'n'.repeat(61)}: { without: [retry] }`, 'arms.nnn', 'at most 60 characters'],
    ['constructor: { without: [retry] }', 'arms.constructor', 'another name'],
  ])('%s', (arm, place, told) => {
    const message = complaint(withArms('today: {}', arm));
    expect(message).toContain(`shop.yaml:15:`);
    expect(message).toContain(place);
    expect(message).toContain(told);
    expect(message.match(/^ {2}found/gm)).toHaveLength(1);
  });

  test.each<[option: Override, told: string]>([
    [armOption('quick'), 'found no ":" in "quick"'],
    [armOption('x: retry'), 'expected path=value, or without and a policy'],
    [armOption('x: without braker'), 'did you mean "breaker"?'],
    [armOption(`x: ${OPEN}=2`), 'a duration with its unit: 2ms or 2s?'],
    [armOption('x: paymentService.capcity=2'), 'did you mean "capacity"?'],
    [armOption(`x: ${OPEN}=5s`), 'an arm that is the same as "as written"'],
    [armOption('as written: without retry'), 'found a second arm "as written"'],
    [varyOption(OPEN), 'found no "="'],
    [varyOption(`${OPEN}=1s..9s`), 'found the range "1s..9s"'],
    [varyOption(`${OPEN}=1s,1s`), 'found a second arm "open.duration=1s"'],
    [varyOption('traffic.startRate=1/s,2/s'), 'found "traffic", which all arms share'],
    [varyOption(`${OPEN}=1s..90s/90`), 'found 91 arms\n  expected at most 64 arms side by side'],
  ])('%o', (option, told) => {
    const message = complaint(SHOP, [option]);
    expect(message.startsWith(option.option)).toBe(true);
    expect(message).toContain(told);
    expect(message.match(/^ {2}found/gm)).toHaveLength(1);
  });

  it('all of a file in one go', () => {
    const message = complaint(
      `${withArms('a: { without: [braker], set: { paymentService.queue: -1 } }', 'b: { set: { x: 1 } }')}thresholds: ["c: orders.paid > 1"]`,
    );
    expect(message.match(/^ {2}found/gm)).toHaveLength(4);
    expect(message).toContain('expected "a" or "b"');
  });

  it('and one of the scenario itself not again in every arm', () => {
    const text = withArms(
      'today: {}',
      'less: { without: [retry], set: { paymentService.queue: 3 } }',
    );
    const message = complaint(text.replace('200ms', '200'));
    expect(message.match(/^ {2}found/gm)).toHaveLength(1);
  });

  it('no arm at all', () => {
    expect(complaint(`${SHOP}arms: {}`)).toContain('expected an arm at least, or no arms at all');
    expect(complaint(`${SHOP}arms: [today]`)).toContain('expected a block of settings');
  });
});
