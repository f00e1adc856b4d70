import { describe, expect, it } from 'vitest';
import { complaint, load, SOUND } from './loading.ts';

const dedent = (text: string): string => text.replace(/^\n/, '').replace(/^ {6}/gm, '').trimEnd();

describe('a mistake is told with its place, what was found and what was expected', () => {
  it.each<[string, string, string]>([
    [
      'an unknown key, pointed at as such',
      SOUND.replace('latency:', 'failurRate: 1%, latency:'),
      `
      shop.yaml:3:19: paymentService.failurRate
        3 | paymentService: { failurRate: 1%, latency: 200ms }
          |                   ^
        found unknown key "failurRate"
        expected one of capacity, queue, latency, errorLatency, slowdown, network, failureRate, declineRate, idempotencyKeys, cancellation, script
        did you mean "failureRate"?`,
    ],
    [
      'a wrong unit, in the words of the file',
      SOUND.replace('3/s', '3/sec'),
      `
      shop.yaml:2:42: traffic.startRate
        2 | traffic: { arrivals: poisson, startRate: 3/sec }
          |                                          ^
        found 3/sec
        expected a rate such as 300/s or 12/min`,
    ],
    [
      'a missing key, at the block that lacks it',
      SOUND.replace('{ latency: 200ms }', '\n  capacity: 5'),
      `
      shop.yaml:3:1: paymentService
        3 | paymentService:
          | ^
        found no "latency"
        expected a duration such as 250ms, 10s, 5m or 2h, or a block of settings`,
    ],
    [
      'a misspelt choice',
      SOUND.replace('poisson', 'poison'),
      `
      shop.yaml:2:22: traffic.arrivals
        2 | traffic: { arrivals: poison, startRate: 3/s }
          |                      ^
        found poison
        expected one of poisson, evenly-spaced, trace, closed
        did you mean "poisson"?`,
    ],
    [
      'an impossible number, as written and not as decoded',
      `${SOUND}orderService:\n  pipeline:\n    - breaker:\n        trip: { kind: failure-rate, rate: 150% }\n`,
      `
      shop.yaml:7:43: orderService.pipeline[0].breaker.trip.rate
        7 |         trip: { kind: failure-rate, rate: 150% }
          |                                           ^
        found 150%
        expected a share such as 40% or 0.4, between 0% and 100%`,
    ],
    [
      'settings that do not go together, over several lines',
      SOUND.replace(
        '{ latency: 200ms }',
        '\n  latency:\n    distribution: lognormal\n    median: 300ms\n    p95: 200ms',
      ),
      `
      shop.yaml:5:5: paymentService.latency
        5 |     distribution: lognormal
          |     ^
        found { distribution: lognormal, median: 300ms, p95: 200ms }
        expected a median above 0 and a p95 above it`,
    ],
    [
      'a key with nothing after it',
      SOUND.replace('{ latency: 200ms }', '\n  latency: 1s\n  queue:'),
      `
      shop.yaml:5:3: paymentService.queue
        5 |   queue:
          |   ^
        found nothing
        expected a whole number of at least 0`,
    ],
    [
      'a list where a block belongs',
      `${SOUND}orderService: [workers, backlog]\n`,
      `
      shop.yaml:4:15: orderService
        4 | orderService: [workers, backlog]
          |               ^
        found [workers, backlog]
        expected a block of settings`,
    ],
    [
      'a tab',
      `title: x\n\tseed: 3\n`,
      `
      shop.yaml:2:1
        2 |   seed: 3
          | ^
        found a tab
        expected spaces: YAML takes no tabs for indentation`,
    ],
    [
      'a bracket left open',
      'thresholds: [ a, b\nseed: 3\n',
      `
      shop.yaml:2:1
        2 | seed: 3
          | ^
        found a new line while a "[" or "{" above is still open
        expected its closing "]" or "}"`,
    ],
    [
      'a second document',
      `${SOUND}---\ntitle: x\n`,
      `
      shop.yaml:4:1
        4 | ---
          | ^
        found a second document
        expected one scenario a file`,
    ],
    [
      'a threshold, at the very word',
      `${SOUND}thresholds:\n  - "as written: orders.payed >= 5"\n`,
      `
      shop.yaml:5:18: thresholds[0]
        5 |   - "as written: orders.payed >= 5"
          |                  ^
        found the metric "orders.payed"
        expected one of orders.arrived, orders.paid, orders.declined, orders.failed, orders.blocked, orders.rejected, orders.deferred, orders.substituted, orders.pending
        did you mean "orders.paid"?`,
    ],
    [
      'a script that begins when the run is over',
      SOUND.replace('200ms }', '200ms, script: [{ at: 10m, outage: hang }] }'),
      `
      shop.yaml:3:50: paymentService.script[0].at
        3 | paymentService: { latency: 200ms, script: [{ at: 10m, outage: hang }] }
          |                                                  ^
        found 10m
        expected an instant before the end of the run at 10m`,
    ],
    [
      'a script entry without effect',
      SOUND.replace('200ms }', '200ms, script: [{ at: 1m, for: 1m }] }'),
      `
      shop.yaml:3:44: paymentService.script[0]
        3 | paymentService: { latency: 200ms, script: [{ at: 1m, for: 1m }] }
          |                                            ^
        found an entry that changes nothing
        expected something for it to change: failureRate, latency, capacity, outage, …`,
    ],
    [
      'a minimum that the window can never hold',
      `${SOUND}orderService:\n  pipeline:\n    - breaker:\n        trip: { kind: failure-rate, window: { calls: 5 }, minimumCalls: 10 }\n`,
      `
      shop.yaml:7:73: orderService.pipeline[0].breaker.trip.minimumCalls
        7 |         trip: { kind: failure-rate, window: { calls: 5 }, minimumCalls: 10 }
          |                                                                         ^
        found 10
        expected at most 5, the calls of the window: it would never trip`,
    ],
    [
      'a closed loop that may turn without end at one instant',
      'duration: 1m\ntraffic: { arrivals: closed, clients: 3 }\npaymentService: { latency: 10ms, capacity: 1, queue: 1 }\n',
      `
      shop.yaml:2:22: traffic.arrivals
        2 | traffic: { arrivals: closed, clients: 3 }
          |                      ^
        found clients that may be refused at once and order again at once, without end
        expected a number of orders in all ("orders"), or a "think" time above 0`,
    ],
  ])('%s', (_, text, expected) => {
    expect(complaint(text)).toBe(dedent(expected));
  });
});

describe('a file that is no scenario at all', () => {
  it.each([
    ['nothing', '', 'found an empty file'],
    ['only comments', '# soon\n', 'found nothing in it'],
    ['NUL bytes', 'title: \0\0', 'found binary data'],
    ['a picture read as text', '\uFFFDPNG\uFFFD\n', 'found binary data'],
    ['a megabyte', `title: ${'x'.repeat(1_000_000)}`, 'found 1,000,007 characters'],
    ['a list', '- 1\n- 2\n', 'found [1, 2]'],
    ['a word', 'hello\n', 'found hello'],
    ['an alias within what it names', 'title: &x [*x]\n', 'found *x within itself'],
    ['levels without end', `title: ${'['.repeat(5_000)}`, 'found blocks nested without end'],
    ['lists within lists', '- '.repeat(50_000), 'found blocks nested without end'],
    ['hundreds of levels', `title: ${'['.repeat(250)}${']'.repeat(250)}`, 'found blocks nested'],
    ['an alias of nothing', 'title: *x\n', 'found an alias that names no anchor: *x'],
    ['a tag', 'title: !js x\n', 'unresolved tag'],
  ])('%s', (_, text, expected) => {
    expect(complaint(text)).toContain(expected);
  });

  it('aliases that multiply are not unfolded', () => {
    const levels = [...'abcdefghij'].map((name, index, all) => {
      const previous = index === 0 ? 'x' : `*${all[index - 1]}`;
      return `${name}: &${name} [${Array.from({ length: 10 }, () => previous).join(', ')}]`;
    });
    expect(complaint(levels.join('\n'))).toContain('aliases that unfold without bound');
  });
});

describe('all mistakes come at once', () => {
  it('in the order of the file, the double key included', () => {
    const text = `seed: x\nseed: 2\nduration: 10x
traffic: { arrivals: trace, file: none.csv }
paymentService: { capacity: 0, latency: { distribution: empirical, file: none.txt } }
thresholds: ["with breaker: orders.paid > 3"]
`;
    const places = complaint(text).match(/^shop\.yaml:.*$/gm);
    expect(places).toEqual([
      'shop.yaml:2:1',
      'shop.yaml:3:11: duration',
      'shop.yaml:4:35: traffic.file',
      'shop.yaml:5:29: paymentService.capacity',
      'shop.yaml:5:74: paymentService.latency.file',
      'shop.yaml:6:15: thresholds[0]',
    ]);
  });

  it('of a file of values the first ten, each with its line', () => {
    const text = SOUND.replace('200ms', '{ distribution: empirical, file: bad.txt }');
    const message = complaint(text, [], { 'bad.txt': `100ms\n${'4x\n'.repeat(12)}` });
    expect(message.match(/^bad\.txt:\d+:1/gm)).toEqual(
      Array.from({ length: 10 }, (_, index) => `bad.txt:${index + 2}:1`),
    );
    expect(message).toContain('found 12 bad of 13 values');
  });
});

describe('what is no mistake', () => {
  it('a default minimum above a small window', () => {
    const breaker =
      'orderService: { pipeline: [ breaker: { trip: { kind: failure-rate, window: { calls: 5 } } } ] }';
    expect(load(`${SOUND}${breaker}\n`).orderService.pipeline).toHaveLength(1);
  });

  it('a run that an option cuts short of its script', () => {
    const text = SOUND.replace('200ms }', '200ms, script: [{ at: 5m, outage: hang }] }');
    expect(load(text, ['duration=1m']).duration).toBe(60_000);
  });
});
