import { describe, expect, it } from 'vitest';
import { Player, type Wish } from '../../../src/cli/watch/player.ts';
import { armsOf } from '../../../src/experiment/arms.ts';
import { plain } from '../../../src/report/cells.ts';
import { createLook } from '../../../src/report/terminal-chart/look.ts';
import { frame } from '../../../src/report/watch/frame.ts';
import { loadScenario } from '../../../src/scenario/load.ts';

const TEXT = `
title: A shop, its payments, and their books
duration: 1m
tick: 2s
traffic: { arrivals: poisson, startRate: 20/s }
services:
  shop:
    capacity: 40
    queue: 10
    calls:
      - to: pay
        pipeline:
          - breaker: { trip: { kind: consecutive-failures, failures: 5 }, open: { kind: fixed, duration: 10s }, before: instance }
          - timeout: 1s
  pay:
    instances: 3
    capacity: 5
    queue: 5
    charges: true
    latency: { distribution: exponential, mean: 100ms }
    calls: [{ to: books }]
  books:
    latency: 20ms
    script: [{ at: 20s, for: 15s, outage: hang }]
`;
const SCENARIO = loadScenario({ name: 'shop.yaml', text: TEXT }, [], () => '');
const PLAIN = createLook({ colour: false, ascii: false });
const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 160, rows: 40 },
];

/** What a viewer sees who is where these wishes lead. */
function screens(wishes: readonly Wish[], service: string | null = null): string {
  const player = new Player(SCENARIO, armsOf(SCENARIO), { speed: 1, playing: false, service });
  for (const wish of wishes) player.wish(wish);
  do player.work(0, () => true);
  while (player.view(false, null).mode === 'travelling');
  const seen = SIZES.map((size) => frame(player.view(false, null), size, PLAIN));
  return seen.map((lines) => lines.map((line) => plain(line).trimEnd()).join('\n')).join('\n\n');
}

describe('a graph, watched', () => {
  it.each<[string, readonly Wish[], string | null]>([
    ['overview', Array<Wish>(13).fill('next tick'), null],
    ['pay', Array<Wish>(13).fill('next tick'), 'pay'],
    ['lost', [...Array<Wish>(13).fill('next tick'), 'next lost'] as Wish[], null],
  ])('%s', async (name, wishes, service) => {
    await expect(screens(wishes, service)).toMatchFileSnapshot(`golden/graph-${name}.txt`);
  });

  it('goes through its services and round again', () => {
    const names = [0, 1, 2, 3, 4].map((steps) => {
      const text = screens(Array<Wish>(steps).fill('next service'));
      return /with breaker: (\w+)/.exec(text)?.[1] ?? 'all';
    });
    expect(names).toEqual(['all', 'shop', 'pay', 'books', 'all']);
    expect(screens(['next service', 'next service', 'service before'])).toBe(screens([], 'shop'));
    expect(screens(['next service', 'all services'])).toBe(screens([]));
  });

  it('finds an order by its number, ahead and behind, and what became of it in the other arm', () => {
    const ahead = screens([{ order: 500 }]);
    expect(ahead).toContain('Order 500, with breaker: ');
    expect(screens(['to the end', { order: 500 }])).toBe(ahead);
    expect(screens([{ order: 500 }, 'other arm'])).toContain('Order 500, without breaker');
    expect(screens([{ order: 99_999 }])).toContain('Order 99,999, with breaker: nothing is known');
  });

  it('goes from lost order to lost order, and back to the same screen', () => {
    const first = screens(['next lost']);
    expect(first).toMatch(/Order [\d,]+, with breaker: (failed|blocked) after/);
    expect(screens(['next lost', 'next lost', 'lost before'])).toBe(first);
  });

  it('comes to the end where no other order is lost', () => {
    const wishes: Wish[] = ['to the end', 'lost before', 'next lost', 'next lost'];
    expect(screens(wishes)).toBe(screens(['to the end']));
  });

  it('shows the slowest order of the last tick', () => {
    const text = screens([...Array<Wish>(12).fill('next tick'), 'slowest'] as Wish[]);
    expect(text).toMatch(/no answer in 1\.0\d?s: given up/);
  });
});
