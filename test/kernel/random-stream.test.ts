import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/kernel/random-stream.ts';
import { chiSquare, correlation } from './statistics.ts';

const N = 100_000;
const BINS = 16;

/** Five standard errors: with fixed seeds a test that passes does so for good. */
const SIGMAS = 5;

const latency = new RandomStream(2026, 'latency');
const failures = new RandomStream(2026, 'failures');
const otherRun = new RandomStream(2027, 'latency');

type Draw = (n: number) => number;

/** The draw that comes `skip` after the first of an order's call. */
const nthDraw =
  (skip: number, call = 0): Draw =>
  (n) => {
    latency.at(n, call);
    for (let i = 0; i < skip; i++) latency.next();
    return latency.next();
  };

/** A word that comes `skip` after the first: all of it, or its 8 lowest bits, or the 24 above them. */
const nthWord =
  (skip: number, part: 'all' | 'low' | 'high' = 'all', call = 0): Draw =>
  (n) => {
    latency.at(n, call);
    for (let i = 0; i < skip; i++) latency.word();
    const word = latency.word();
    if (part === 'all') return (word >>> 0) / 2 ** 32;
    return part === 'low' ? (word & 255) / 256 : (word >>> 8) / 2 ** 24;
  };

const SEQUENCES: [string, Draw][] = [
  ['the first draws of orders', nthDraw(0)],
  ['their second draws', nthDraw(1)],
  ['their tenth draws', nthDraw(9)],
  ['the first draws of third calls', nthDraw(0, 2)],
  ['the first draws of the calls of one order', (n) => latency.at(7, n).next()],
  ['their first words', nthWord(0)],
  ['their second words', nthWord(1)],
  ['one long sequence', (n) => (n === 0 ? latency.at(7).next() : latency.next())],
  ['orders beyond 32 bits', (n) => latency.at(2 ** 40 + n).next()],
  ['every 1024th order', (n) => latency.at(n * 1024).next()],
];

const PAIRS: [string, Draw, Draw][] = [
  ['neighbouring orders', nthDraw(0), (n) => latency.at(n + 1).next()],
  ['the first two calls of an order', nthDraw(0), nthDraw(0, 1)],
  ['a call and the one 64 later', nthDraw(0), nthDraw(0, 64)],
  ['the second draws of two calls', nthDraw(1), nthDraw(1, 1)],
  ['two draws of a call', nthDraw(0), () => latency.next()],
  ['the first and the third', nthDraw(0), nthDraw(2)],
  ['two streams', nthDraw(0), (n) => failures.at(n).next()],
  ['two seeds', nthDraw(0), (n) => otherRun.at(n).next()],
  ['two words of a call', nthWord(0), nthWord(1)],
  ['its second word and its third', nthWord(1), nthWord(2)],
  ['the low bits of two words', nthWord(0, 'low'), nthWord(1, 'low')],
  ['the two parts of a word', nthWord(0, 'low'), nthWord(0, 'high')],
  ['the low bits of neighbouring orders', nthWord(0, 'low'), (n) => nthWord(0, 'low')(n + 1)],
  ['the low bits of two calls', nthWord(0, 'low'), nthWord(0, 'low', 1)],
  ['the second words of neighbouring orders', nthWord(1), (n) => nthWord(1)(n + 1)],
  ['the second words of two calls', nthWord(1), nthWord(1, 'all', 1)],
  ['the second word of a call and the first of the next', nthWord(1), nthWord(0, 'all', 1)],
  ['an order and the one 2^32 later', nthDraw(0), (n) => latency.at(n + 2 ** 32).next()],
];

describe('draws are uniform', () => {
  it.each(SEQUENCES)('%s', (_, draw) => {
    const values = Float64Array.from({ length: N }, (__, n) => draw(n));
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(Math.abs(chiSquare(values, (u) => u, BINS * BINS))).toBeLessThan(SIGMAS);
    const sum = values.reduce((total, value) => total + value, 0);
    expect(Math.abs(sum / N - 1 / 2)).toBeLessThan(SIGMAS * Math.sqrt(1 / 12 / N));
  });

  it('down to the lowest of their 53 bits', () => {
    const lowest = Float64Array.from({ length: N }, (_, n) => (nthDraw(0)(n) * 2 ** 45) % 1);
    expect(Math.abs(chiSquare(lowest, (u) => u, BINS * BINS))).toBeLessThan(SIGMAS);
  });
});

describe('draws are independent', () => {
  it.each(PAIRS)('%s', (_, first, second) => {
    const pairs = Array.from({ length: N }, (__, n) => [first(n), second(n)] as const);
    const xs = pairs.map(([x]) => x);
    const ys = pairs.map(([, y]) => y);
    expect(Math.abs(correlation(xs, ys))).toBeLessThan(SIGMAS / Math.sqrt(N));
    // Sees what a correlation is blind to: each cell of the unit square must get its share.
    const cells = pairs.map(([x, y]) => (Math.floor(x * BINS) + y) / BINS);
    expect(Math.abs(chiSquare(cells, (u) => u, BINS * BINS))).toBeLessThan(SIGMAS);
  });
});

describe('draws are keyed', () => {
  const draws = (stream: RandomStream, order: number, call = 0) => {
    stream.at(order, call);
    return [stream.next(), stream.next(), stream.next()];
  };

  it('the same call meets the same luck, whatever was drawn before', () => {
    const once = draws(new RandomStream(1, 'latency'), 12, 3);
    const stream = new RandomStream(1, 'latency');
    for (let i = 0; i < 100; i++) stream.at(i, i % 4).next();
    expect(draws(stream, 12, 3)).toEqual(once);
  });

  it.each([
    ['seed', new RandomStream(2, 'latency'), 12, 3],
    ['purpose', new RandomStream(1, 'failures'), 12, 3],
    ['order', new RandomStream(1, 'latency'), 13, 3],
    ['call', new RandomStream(1, 'latency'), 12, 4],
    ['order beyond 32 bits', new RandomStream(1, 'latency'), 12 + 2 ** 32, 3],
  ])('another %s meets other luck', (_, stream, order, call) => {
    const base = draws(new RandomStream(1, 'latency'), 12, 3);
    const other = draws(stream, order, call);
    expect(base.filter((value, place) => value === other[place])).toEqual([]);
  });
});

describe('a chance', () => {
  it('comes true as often as it should', () => {
    let hits = 0;
    for (let n = 0; n < N; n++) if (failures.at(n).chance(0.01)) hits++;
    expect(Math.abs(hits / N - 0.01)).toBeLessThan(SIGMAS * Math.sqrt((0.01 * 0.99) / N));
  });

  it.each([
    [0, false],
    [1, true],
  ])('of %s is certain and spends no draw', (p, outcome) => {
    const next = failures.at(5).next();
    failures.at(5);
    expect(failures.chance(p)).toBe(outcome);
    expect(failures.next()).toBe(next);
  });
});
