import { describe, expect, it } from 'vitest';
import type { Knob } from '../../src/lab/knobs/knob.ts';
import { knobWords } from '../../src/lab/knobs/knob-words.ts';
import { knobsOf } from '../../src/lab/knobs/knobs.ts';
import { stopsOf } from '../../src/lab/knobs/stops.ts';
import { rewritten, writingsOf } from '../../src/lab/knobs/turn.ts';
import { SHIPPED, settingsOf, shipped } from './bench.ts';

function turned(name: string, id: string, value: number | null): string {
  const material = shipped(name);
  const settings = settingsOf(material);
  const knob = knobsOf(settings).find((one) => one.id === id)!;
  return rewritten(material.text, writingsOf(knob, value, settings));
}

function lines(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line));
}

describe('the knobs of a scenario', () => {
  it('are those that matter, as its file says them', () => {
    const words = knobsOf(settingsOf(shipped('black-friday'))).map(
      (knob) => `${knob.group}, ${knob.label}: ${knobWords(knob)}`,
    );
    expect(words).toEqual([
      'traffic, peak load: 800/s',
      'trouble of payment service, begins at: 3m20s',
      'trouble of payment service, lasts: 1m',
      'trouble of payment service, failure rate: 50%',
      'trouble of payment service, latency: x3',
      'payment service, capacity: 200',
      'payment service, failure rate: 1%',
      'payment service, latency, mean: 200ms',
      'order service, workers: 2,000',
      'order service, calls in all, with retries: 4',
      'order service, trips at rate: 50%',
      'order service, judges from calls: 50',
      'order service, stays open: 10s',
      'order service, probes at once: 10',
      'order service, closes after successes: 3',
      'order service, timeout: 1s',
    ]);
  });

  it('stand at a stop of theirs, and at the usual value', () => {
    for (const knob of SHIPPED.flatMap((name) => knobsOf(settingsOf(shipped(name))))) {
      const stops = stopsOf(knob, knob.value, 600_000)(knob);
      expect([knob.id, stops.includes(knob.value)]).toEqual([knob.id, true]);
    }
  });
});

describe('a knob that is turned writes one line, and leaves the rest of the file alone', () => {
  it.each([
    ['paymentService.capacity', 400, ['  capacity: 400']],
    ['paymentService.failureRate', 0.055, ['  failureRate: 5.5%']],
    ['orderService.pipeline[2].timeout', 2_500, ['    - timeout: 2.5s']],
    [
      'orderService.pipeline[1].breaker.open.duration',
      90_000,
      ['        open: { kind: fixed, duration: 1m30s }'],
    ],
    [
      'load',
      400,
      [
        '  startRate: 150/s',
        '    - { duration: 1m, target: 150/s }',
        '    - { duration: 1m, target: 400/s }',
        '    - { duration: 8m, target: 400/s }',
      ],
    ],
  ])('%s', (id, value, changed) => {
    const { text } = shipped('black-friday');
    expect(lines(text, turned('black-friday', id, value))).toEqual(changed);
  });

  it('a limit that was none is written, and goes again', () => {
    const limited = turned('classic', 'paymentService.capacity', 20);
    const material = { ...shipped('classic'), text: limited };
    const settings = settingsOf(material);
    const knob = knobsOf(settings).find(({ id }) => id === 'paymentService.capacity')!;
    expect(knob.value).toBe(20);
    const text = rewritten(limited, writingsOf(knob, null, settings));
    expect(settingsOf({ ...material, text })).toEqual(settingsOf(shipped('classic')));
  });
});

describe('of every shipped scenario, every knob', () => {
  it.each(SHIPPED)('%s: does what it says, and no comment is lost', (name) => {
    const { text } = shipped(name);
    const comments = text.match(/#.*/g) ?? [];
    for (const knob of knobsOf(settingsOf(shipped(name)))) {
      const value = another(knob);
      const after = turned(name, knob.id, value);
      const settings = settingsOf({ ...shipped(name), text: after });
      const now = knobsOf(settings).find(({ id }) => id === knob.id)!;
      expect([knob.id, now.value]).toEqual([knob.id, value]);
      expect([knob.id, after.match(/#.*/g) ?? []]).toEqual([knob.id, comments]);
    }
  });
});

function another(knob: Knob): number {
  const stops = stopsOf(knob, knob.value, 600_000)(knob);
  const place = stops.indexOf(knob.value);
  return [stops[place + 1], stops[place - 1]].find((one) => typeof one === 'number')!;
}
