import { describe, expect, it } from 'vitest';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf, type Written } from '../scenarios.ts';
import { written } from '../timeline.ts';
import { timelineOf } from './graphs.ts';

const REGIONS = { eu: { us: '40ms', edge: '8ms' }, us: { edge: '50ms' } };

function run(services: Written, more: Written = {}) {
  const scenario = scenarioOf({
    duration: '40s',
    traffic: { arrivals: 'evenly-spaced', startRate: 200, regions: { eu: '60%', us: '40%' } },
    regions: REGIONS,
    services,
    ...more,
  });
  return compared(scenario).arms.at(-1)!;
}

/** The shop and the service that pays stand in both regions. */
const both = (shop: Written, pay: Written = {}, breaker?: Written) => ({
  shop: {
    regions: ['eu', 'us'],
    ...shop,
    calls: [{ to: 'pay', pipeline: breaker === undefined ? [] : [{ breaker }] }],
  },
  pay: { regions: ['eu', 'us'], latency: '10ms', charges: true, ...pay },
});

const BREAKER = {
  trip: { kind: 'consecutive-failures', failures: 5 },
  open: { kind: 'fixed', duration: '60s' },
};

describe('ways between regions', () => {
  const follow = (services: Written) =>
    timelineOf([0], services, '20s', {
      regions: REGIONS,
    });

  it('take their time there and back, beside the network of the service called', () => {
    const services = {
      shop: { regions: ['eu'], calls: [{ to: 'pay' }] },
      pay: { regions: ['us'], latency: '10ms', network: '1ms' },
    };
    expect(follow(services)).toBe(
      written(`at 92 pay: order 1 call 1 successful
               at 92 order 1 paid`),
    );
  });

  it('lead to the nearest of several', () => {
    const services = {
      shop: { regions: ['edge'], calls: [{ to: 'pay' }] },
      pay: { regions: ['us', 'eu'], latency: '10ms' },
    };
    expect(follow(services)).toBe(
      written(`at 26 pay: order 1 call 1 successful
               at 26 order 1 paid`),
    );
  });

  it('take no time to what stands in no place in particular', () => {
    const services = {
      shop: { regions: ['edge'], calls: [{ to: 'pay' }] },
      pay: { latency: '10ms' },
    };
    expect(follow(services)).toContain('at 10 order 1 paid');
  });
});

describe('orders from regions', () => {
  it('come from each in its share, to where it is nearest', () => {
    // Those from over the sea take 40 ms there and back more.
    const { totals } = run({ shop: { regions: ['eu'], latency: '10ms', charges: true } });
    expect(totals.latencyMs!.p50).toBeCloseTo(10, 0);
    expect(totals.latencyMs!.max).toBe(90);
    expect(totals.latencyMs!.mean).toBeCloseTo(10 + 0.4 * 80, -0.3);
  });

  it('stay within their region where all is there', () => {
    expect(run(both({})).totals.latencyMs!.max).toBe(10);
  });
});

/** Five in a row, where none of the two that may be under way succeeds between the first of them. */
const TO_OPEN = [5, 6, 7];

describe('a region that is down', () => {
  const down = { script: [{ at: '10s', outage: 'refuse', region: 'us' }] };

  it('fails the orders from there', () => {
    const { totals } = run(both({}, down));
    expect(totals.orders.failed / totals.orders.arrived).toBeCloseTo(0.4 * 0.75, 1);
  });

  it('is left by the others for the next, where a circuit stands before each region', () => {
    const { totals, transitions } = run(both({}, down, { ...BREAKER, before: 'region' }));
    expect(TO_OPEN).toContain(totals.orders.failed);
    expect(totals.latencyMs!.max).toBe(90);
    expect(transitions).toMatchObject([{ to: 'open', instance: 2, beforeRegion: 'us' }]);
  });

  it('opens a circuit of its own, where each region shares one', () => {
    const shop = { instances: 5 };
    const { totals, transitions } = run(both(shop, down, { ...BREAKER, scope: 'region' }));
    expect(TO_OPEN).toContain(totals.orders.failed);
    expect(transitions).toMatchObject([{ to: 'open', region: 'us' }]);
    expect(transitions[0]).not.toHaveProperty('instance');
  });

  it.each([
    [{ kind: 'store', latency: '1ms', refresh: 0 }, 1],
    [{ kind: 'gossip', every: '100ms', fanout: 4 }, 5],
    [{ kind: 'consensus', latency: '2ms' }, 1],
  ])('by %o too', (sharing, opens) => {
    const shop = { instances: 5 };
    const { transitions, totals } = run(both(shop, down, { ...BREAKER, scope: 'region', sharing }));
    expect(transitions.filter(({ to }) => to === 'open').length).toBeLessThanOrEqual(opens);
    expect(transitions[0]).toMatchObject(
      sharing.kind === 'gossip' ? { to: 'open' } : { to: 'open', region: 'us' },
    );
    expect(totals.orders.failed).toBeLessThan(30);
    expect(totals.orders.paid).toBeGreaterThan(0.6 * totals.orders.arrived);
  });

  it('is left by outlier detection once all of it is ejected', () => {
    const detecting = { instances: 2, outlierDetection: { maxEjected: '100%', panic: '0%' } };
    const { totals } = run(both({}, { ...down, ...detecting }));
    expect(totals.orders.failed).toBeLessThanOrEqual(20);
    expect(totals.latencyMs!.max).toBe(90);
  });
});
