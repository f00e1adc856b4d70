import { describe, expect, it } from 'vitest';
import { complaint, load, SOUND } from './loading.ts';

const withScript = (entry: string) => SOUND.replace('200ms }', `200ms, script: [${entry}] }`);

describe('a unit that is missing or misspelt is asked for, not guessed', () => {
  it.each<[string, string, string, string]>([
    ['duration', SOUND.replace('10m', '30'), '30', 'a duration with its unit: 30ms or 30s?'],
    ['duration', SOUND.replace('10m', '5min'), '5min', 'a duration: 5m?'],
    ['duration', SOUND.replace('10m', '1.5 hours'), '1.5 hours', 'a duration: 1.5h?'],
    ['tick', `${SOUND}tick: 5 sec`, '5 sec', 'a duration: 5s?'],
    [
      'paymentService.latency',
      SOUND.replace('200ms', '200'),
      '200',
      'a duration with its unit: 200ms or 200s?',
    ],
    [
      'paymentService.latency.max',
      SOUND.replace('200ms', '{ distribution: uniform, min: 0, max: 1.5 }'),
      '1.5',
      'a duration with its unit: 1.5ms or 1.5s?',
    ],
    [
      'orderService.pipeline[0].timeout',
      `${SOUND}orderService: { pipeline: [ { timeout: "1" } ] }`,
      '"1"',
      'a duration with its unit: 1ms or 1s?',
    ],
    [
      'paymentService.script[0].latency',
      withScript('{ at: 1m, latency: 3x }'),
      '3x',
      'a factor: x3?',
    ],
    [
      'paymentService.script[0].failureRate.ramp',
      withScript('{ at: 1m, for: 1m, failureRate: { ramp: 2 x } }'),
      '2 x',
      'a factor: x2?',
    ],
  ])('%s: %s', (setting, text, found, expected) => {
    const [place, ...lines] = complaint(text).split('\n');
    expect(place!.split(': ')).toEqual([expect.stringMatching(/^shop\.yaml:\d:\d+$/), setting]);
    expect(lines.slice(2)).toEqual([`  found ${found}`, `  expected ${expected}`]);
  });

  it.each([
    ['traffic.stages', '[{ duration: 30, target: 1/s }]', 'traffic.stages[0].duration'],
    ['orderService.pipeline', '[{ timeout: 30 }]', 'orderService.pipeline[0].timeout'],
  ])('--set %s=%s', (path, value, setting) => {
    const message = complaint(SOUND, [`${path}=${value}`]);
    expect(message).toContain(`: ${setting}\n`);
    expect(message).toContain('expected a duration with its unit: 30ms or 30s?');
  });

  it.each(['duration', 'tick'])('--%s 30', (name) => {
    const override = { assignment: `${name}=30`, option: `--${name} 30` };
    expect(complaint(SOUND, [override])).toBe(
      `--${name} 30: ${name}\n  found 30\n  expected a duration with its unit: 30ms or 30s?`,
    );
  });

  it.each(['5', 'sec', '{ a: 1 }'])('the unit of a file of values: %s', (unit) => {
    const text = SOUND.replace('200ms', `{ distribution: empirical, file: l.txt, unit: ${unit} }`);
    const message = complaint(text, [], { 'l.txt': '20ms\n30ms\n' });
    expect(message).toContain('paymentService.latency.unit\n');
    expect(message).toContain('expected one of ms, s, m, h');
  });

  it('in a file of values, at its line', () => {
    const text = SOUND.replace('200ms', '{ distribution: empirical, file: l.txt }');
    expect(complaint(text, [], { 'l.txt': '20ms\n30\n' })).toContain(
      'l.txt:2:1: paymentService.latency\n  2 | 30\n    | ^\n  found 30\n  expected a duration with its unit: 30ms or 30s?',
    );
  });
});

it('0 needs no unit, and a unit may stand apart', () => {
  expect(load(SOUND.replace('200ms', '0')).paymentService.latency.mean).toBe(0);
  expect(load(SOUND.replace('10m', '1.5 h')).duration).toBe(5_400_000);
});
