import { describe, expect, it } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import { commandOf } from '../../src/lab/command.ts';
import type { Material } from '../../src/lab/material.ts';
import { openMaterial } from '../../src/lab/material.ts';
import { pinned } from '../../src/lab/pin.ts';
import { settingsOf, shipped } from './bench.ts';

const flagship = shipped('black-friday');

function changed(
  material: Material,
  ...replacements: readonly (readonly [string, string])[]
): Material {
  const text = replacements.reduce((all, [from, to]) => {
    expect(all).toContain(from);
    return all.replace(from, to);
  }, material.text);
  return { ...material, text };
}

function arms(text: string): string[] {
  return armsOf(openMaterial({ ...flagship, text }, [])).map(
    ({ name, changes = [] }) => `${name}: ${changes.join('; ')}`,
  );
}

describe('pinned as an arm', () => {
  it('what was changed stands beside what was there, and the file is as it was', () => {
    const { text } = changed(flagship, ['duration: 10s }', 'duration: 30s }']);
    const pin = pinned(flagship.text, text)!;
    expect(pin.text.startsWith(flagship.text)).toBe(true);
    expect(arms(pin.text)).toEqual([
      'without breaker: without breaker',
      'with breaker: ',
      'open.duration=30s: orderService.pipeline.breaker.open.duration=30s',
    ]);
  });

  it('the next one joins them', () => {
    const first = pinned(flagship.text, changed(flagship, ['calls: 4', 'calls: 2']).text)!;
    const second = changed({ ...flagship, text: first.text }, ['capacity: 200', 'capacity: 300']);
    expect(arms(pinned(first.text, second.text)!.text).slice(2)).toEqual([
      'retry.calls=2: orderService.pipeline.retry.calls=2',
      'paymentService.capacity=300: paymentService.capacity=300',
    ]);
  });

  it('what all arms have in common changes for all of them', () => {
    const { text } = changed(
      flagship,
      ['startRate: 300/s', 'startRate: 100/s'],
      ['calls: 4', 'calls: 2'],
    );
    const pin = pinned(flagship.text, text)!;
    expect(pin.text).toContain('startRate: 100/s');
    expect(arms(pin.text)).toHaveLength(3);
    const { text: onlyTraffic } = changed(flagship, ['startRate: 300/s', 'startRate: 100/s']);
    expect(pinned(flagship.text, onlyTraffic)).toBeUndefined();
  });

  it('nothing changed is nothing to pin', () => {
    expect(pinned(flagship.text, flagship.text)).toBeUndefined();
  });
});

describe('the command that shows the same', () => {
  const of = (material: Material, reference: string | null = 'black-friday') =>
    commandOf({ material, origin: flagship, reference });

  it('names the scenario, and what was changed in it', () => {
    expect(of(flagship)).toBe('blackfriday compare black-friday');
    const other = changed(
      flagship,
      ['capacity: 200', 'capacity: 300'],
      ['duration: 10s }', 'duration: 30s }'],
    );
    expect(of(other)).toBe(
      'blackfriday compare black-friday --set paymentService.capacity=300 --set orderService.pipeline.breaker.open.duration=30s',
    );
  });

  it('holds the whole file where options cannot say it', () => {
    const less = changed(flagship, ['seed: 2026\n', '']);
    expect(of(less)).toBe(`blackfriday compare - <<'SCENARIO'\n${less.text}SCENARIO`);
    expect(of(flagship, null)).toContain(flagship.text);
  });

  it('of an arm that was pinned', () => {
    const { text } = pinned(
      flagship.text,
      changed(flagship, ['duration: 10s }', 'duration: 30s }']).text,
    )!;
    const command = of({ ...flagship, text });
    expect(command).toContain('--set ');
    expect(settingsOf({ ...flagship, text }).arms).toBeDefined();
  });
});
