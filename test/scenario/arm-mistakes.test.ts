import { describe, expect, it, test } from 'vitest';
import { armOption, type Override, varyOption } from '../../src/scenario/overrides.ts';
import { OPEN, SHOP, withArms } from './arm-shop.ts';
import { complaint } from './loading.ts';

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
