import { describe, expect, it } from 'vitest';
import { describeScenario } from '../../../src/scenario/describe.ts';
import { loadScenario } from '../../../src/scenario/load.ts';
import { writtenForm } from '../../../src/scenario/written-form.ts';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf, type Written } from '../scenarios.ts';
import { written } from '../timeline.ts';
import { timelineOf } from './graphs.ts';

/** A shop in Europe that is paid in America, 40 ms away; payments take 10 ms. */
const SERVICES = {
  shop: { regions: ['eu'], calls: [{ to: 'pay', pipeline: [{ timeout: '1s' }] }] },
  pay: { regions: ['us'], latency: '10ms', charges: true },
};

/** What becomes of orders at these instants where the way does this, from 1 s to 3 s. */
function follow(entry: Written, instants: readonly number[], services: Written = SERVICES): string {
  const script = [{ at: '1s', for: '2s', from: 'eu', to: 'us', ...entry }];
  return timelineOf([0, ...instants], services, '20s', {
    regions: { eu: { us: '40ms' }, script },
  })
    .split('\n')
    .slice(2)
    .join('\n');
}

describe('the way between two regions', () => {
  it.each<[string, Written, readonly number[], string]>([
    [
      'takes longer for a while, there and back, and what is under way arrives as it set off',
      { delay: 'x3' },
      [990, 2000, 2950, 3000],
      `at 1160 pay: order 2 call 1 successful
       at 1160 order 2 paid
       at 2250 pay: order 3 call 1 successful
       at 2250 order 3 paid
       at 3090 pay: order 5 call 1 successful
       at 3090 order 5 paid
       at 3120 pay: order 4 call 1 successful
       at 3120 order 4 paid`,
    ],
    [
      'takes a time of its own one way only',
      { delay: '100ms', oneWay: true },
      [2000],
      `at 2150 pay: order 2 call 1 successful
       at 2150 order 2 paid`,
    ],
    [
      'grows longer in a ramp',
      { delay: { ramp: '240ms' }, oneWay: true },
      [2000],
      `at 2190 pay: order 2 call 1 successful
       at 2190 order 2 paid`,
    ],
    [
      'is gone, and loses what is sent, answers too: the caller waits in vain',
      { outage: 'hang' },
      [955, 2000, 3000],
      `at 1955 pay: order 2 call 1 timed out
       at 1955 order 2 failed: timed out
       at 3000 pay: order 3 call 1 timed out
       at 3000 order 3 failed: timed out
       at 3090 pay: order 4 call 1 successful
       at 3090 order 4 paid`,
    ],
    [
      'is gone, and who sends or waits hears of it at once',
      { outage: 'refuse' },
      [955, 2000],
      `at 1005 pay: order 2 call 1 failed
       at 1005 order 2 failed
       at 2000 pay: order 3 call 1 failed
       at 2000 order 3 failed: refused`,
    ],
    [
      'is gone one way: answers come back',
      { outage: 'hang', oneWay: true },
      [955, 1000],
      `at 1045 pay: order 2 call 1 successful
       at 1045 order 2 paid
       at 2000 pay: order 3 call 1 timed out
       at 2000 order 3 failed: timed out`,
    ],
    [
      'is gone the other way: requests arrive, and their answers are lost',
      { outage: 'hang', oneWay: true, from: 'us', to: 'eu' },
      [1000],
      `at 2000 pay: order 2 call 1 timed out
       at 2000 order 2 failed: timed out`,
    ],
  ])('%s', (_, entry, instants, timeline) => {
    expect(follow(entry, instants)).toBe(written(timeline));
  });

  it('that loses an answer does not undo the payment', () => {
    const scenario = scenarioOf({
      duration: '20s',
      traffic: { arrivals: 'evenly-spaced', startRate: 10 },
      regions: {
        eu: { us: '40ms' },
        script: [{ at: '10s', from: 'us', to: 'eu', oneWay: true, outage: 'hang' }],
      },
      services: SERVICES,
    });
    const { totals, services, links } = compared(scenario).arms.at(-1)!;
    // The last of them begins at 19.94 s; those of the last second are still waited for.
    expect(totals.charges.made).toBe(totals.orders.arrived);
    expect(totals.orders.failed).toBe(totals.charges.orphaned);
    expect(totals.orders.failed).toBeGreaterThan(80);
    expect(links!.shop!.pay!.calls.timedOut).toBe(totals.orders.failed);
    expect(services!.pay!.requests.stopped).toBe(totals.orders.failed);
  });

  it('leads elsewhere by a circuit before each region, while it is gone', () => {
    const breaker = {
      trip: { kind: 'consecutive-failures', failures: 3 },
      open: { kind: 'fixed', duration: '2s' },
      before: 'region',
    };
    const scenario = scenarioOf({
      duration: '60s',
      traffic: { arrivals: 'evenly-spaced', startRate: 100 },
      regions: {
        eu: { us: '40ms', asia: '90ms' },
        script: [{ at: '20s', for: '20s', from: 'eu', to: 'us', outage: 'hang' }],
      },
      services: {
        shop: {
          regions: ['eu'],
          calls: [{ to: 'pay', pipeline: [{ breaker }, { timeout: '500ms' }] }],
        },
        pay: { regions: ['us', 'asia'], latency: '10ms', charges: true },
      },
      arms: { none: { without: ['breaker'] }, guarded: {} },
    });
    const [none, guarded] = compared(scenario).arms;
    expect(none!.totals.orders.failed).toBeGreaterThan(1990);
    // Half a second of orders until the first three are known to fail, and the probe of every two seconds.
    expect(guarded!.totals.orders.failed).toBeLessThan(80);
    expect(guarded!.incidents).toHaveLength(1);
  });
});

describe('a script of ways', () => {
  const file = {
    duration: '1m',
    traffic: { arrivals: 'poisson', startRate: 10 },
    regions: {
      eu: { us: '40ms' },
      script: [
        { at: '10s', for: '5s', from: 'eu', to: 'us', outage: 'hang' },
        { at: '20s', from: 'us', to: 'eu', oneWay: true, delay: 'x2' },
      ],
    },
    services: SERVICES,
  };

  it('is told with both ends', () => {
    const text = describeScenario(scenarioOf(file), { width: 100, ascii: true } as never);
    expect(text).toContain('eu and us: 40ms each way');
    expect(text).toContain('from 10s to 15s: eu and us: outage: hang');
    expect(text).toContain('from 20s to the end: us to eu: delay x2');
  });

  it('is written as it is read', () => {
    const once = writtenForm(scenarioOf(file));
    expect(once.regions).toEqual({
      eu: { us: '40ms' },
      script: [
        { at: '10s', for: '5s', from: 'eu', to: 'us', oneWay: false, outage: 'hang' },
        { at: '20s', from: 'us', to: 'eu', oneWay: true, delay: 'x2' },
      ],
    });
    expect(writtenForm(scenarioOf(once))).toEqual(once);
  });

  it('is changed from outside like any other', () => {
    const source = { name: 'x.json', text: JSON.stringify(file) };
    const overrides = ['regions.script[0].for=1m', 'regions.eu.us=60ms'].map((assignment) => ({
      assignment,
      option: assignment,
    }));
    const { regions } = loadScenario(source, overrides, () => '');
    expect(regions!.script[0]!.for).toBe(60_000);
    expect(regions!.delays).toEqual({ eu: { us: 60 } });
  });
});
