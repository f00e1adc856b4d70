import { describe, expect, it, test } from 'vitest';
import { armOption, type Override, varyOption } from '../../src/scenario/overrides.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { writtenForm } from '../../src/scenario/written-form.ts';
import { OPEN, SHOP, withArms } from './arm-shop.ts';
import { load } from './loading.ts';

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
  it('a scenario has the same arms', () => {
    const scenario = load(withArms('today: {}', `quick: { set: { ${OPEN}: 2s } }`), [
      armOption('none: without breaker'),
    ]);
    const again = load(JSON.stringify(writtenForm(scenario)));
    expect(JSON.stringify(again.arms)).toBe(JSON.stringify(scenario.arms));
    expect(writtenForm(again)).toEqual(writtenForm(scenario));
  });
});
