import { describe, expect, it } from 'vitest';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf, type Written } from '../scenarios.ts';

const SECONDS = 1000;

/** Forty instances that call one service, 2,000 calls a second in all; a breaker of five failures in a row. */
function run(breaker: Written, pay: Written = {}, shop: Written = {}) {
  const scenario = scenarioOf({
    duration: '40s',
    tick: '1s',
    traffic: { arrivals: 'evenly-spaced', startRate: 2000 },
    services: {
      shop: {
        instances: 40,
        ...shop,
        calls: [
          {
            to: 'pay',
            pipeline: [
              {
                breaker: {
                  trip: { kind: 'consecutive-failures', failures: 5 },
                  open: { kind: 'fixed', duration: '5s' },
                  probe: { permits: 1, successes: 1 },
                  ...breaker,
                },
              },
            ],
          },
        ],
      },
      pay: { latency: '1ms', charges: true, ...pay },
    },
  });
  const { arms } = compared(scenario);
  const arm = arms.at(-1)!;
  const { ticks, totals, transitions, breakers } = arm;
  return { ticks: ticks!, totals, transitions, breakers: breakers! };
}

const OUTAGE = { script: [{ at: '10s', for: '10s', failureRate: 1 }] };
const STORE = { scope: 'service', sharing: { kind: 'store', latency: '1ms', refresh: '500ms' } };
const GOSSIP = {
  scope: 'service',
  sharing: { kind: 'gossip', every: '1s', fanout: 3, quorum: '30%' },
};
const CONSENSUS = { scope: 'service', sharing: { kind: 'consensus', latency: '30ms', nodes: 5 } };

describe('forty instances and a service that is down for ten seconds', () => {
  it('each on its own: each pays for its five failures, and each probes', () => {
    const { totals, transitions, ticks } = run({}, OUTAGE);
    // Five to open and one for the probe of 15 s; the probe of 20 s succeeds.
    expect(totals.calls.failed).toBe(40 * 6);
    const open = ticks.map(({ breakers }) => breakers![0]!.open);
    expect(open.slice(9, 12)).toEqual([0, 1, 1]);
    expect(open.at(-1)).toBe(0);
    expect(transitions.filter(({ to }) => to === 'half-open')).toHaveLength(80);
  });

  it('with a store five failures open it for all, but all call on until they look', () => {
    const { totals, transitions } = run(STORE, OUTAGE);
    expect(transitions.map(({ to }) => to).slice(0, 3)).toEqual(['open', 'half-open', 'open']);
    // Half a second of refresh at the most, of 2,000 calls a second; then a single probe.
    expect(totals.calls.failed).toBeGreaterThan(20);
    expect(totals.calls.failed).toBeLessThan(1100);
    expect(transitions.filter(({ to }) => to === 'half-open')).toHaveLength(2);
  });

  it('a majority stops all at once, and makes every call slower', () => {
    const { totals, transitions } = run(CONSENSUS, OUTAGE);
    // What was under way to the nodes or to the service when the fifth failure was heard of.
    expect(totals.calls.failed).toBeLessThan(2 * 46 + 2);
    expect(transitions.filter(({ to }) => to === 'half-open')).toHaveLength(2);
    expect(totals.latencyMs!.p50).toBeCloseTo(31, 0);
  });

  it('gossip stops those who have learnt nothing yet', () => {
    const slow = { trip: { kind: 'consecutive-failures', failures: 20 } };
    const most = { script: [{ at: '10s', for: '10s', failureRate: '90%' }] };
    const talk = { kind: 'gossip', every: '200ms', fanout: 3, quorum: '30%' };
    const alone = run(slow, most);
    const talking = run({ ...slow, scope: 'service', sharing: talk }, most);
    expect(talking.totals.calls.failed).toBeLessThan(0.7 * alone.totals.calls.failed);
  });

  it('gossip leaves every instance its own probe', () => {
    const { transitions } = run(GOSSIP, OUTAGE);
    // One or two hear of the opening before they open themselves.
    expect(transitions.filter(({ to }) => to === 'half-open').length).toBeGreaterThan(70);
  });
});

describe('what a shared circuit gets wrong', () => {
  it('a private count of failures shuts a healthy service where forty share it', () => {
    const trip = { kind: 'failure-count', failures: 20, window: { time: '10s' } };
    const healthy = { failureRate: '0.5%' };
    const alone = run({ trip }, healthy);
    const shared = run({ trip, ...STORE }, healthy);
    expect(alone.totals.calls.blocked).toBe(0);
    // Ten failures a second of 2,000 calls: it opens every two seconds, and stays so for five.
    expect(shared.totals.calls.blocked / shared.totals.calls.started).toBeGreaterThan(0.6);
  });

  it('a share of failures does not', () => {
    const trip = { kind: 'failure-rate', rate: '50%', window: { calls: 100 } };
    expect(run({ trip, ...STORE }, { failureRate: '0.5%' }).totals.calls.blocked).toBe(0);
  });

  it('one bad instance of five shuts all five, unless a circuit stands before each', () => {
    const oneBad = { instances: 5, script: [{ at: '10s', failureRate: 1, instance: 2 }] };
    const trip = { kind: 'failure-rate', rate: '15%', window: { calls: 100 } };
    const total = run({ trip, ...STORE }, oneBad);
    const each = run({ trip, ...STORE, before: 'instance' }, oneBad);
    expect(total.totals.orders.paid / total.totals.orders.arrived).toBeLessThan(0.5);
    expect(each.totals.orders.paid / each.totals.orders.arrived).toBeGreaterThan(0.97);
  });
});

describe('a store that goes down in the midst of the trouble', () => {
  const script = [{ at: '9s', for: '12s', store: 'down' }];
  const failed = (whenDown: string) => {
    const sharing = { ...STORE.sharing, whenDown };
    const { totals } = run({ ...STORE, sharing }, OUTAGE, { script });
    return totals;
  };

  it('local: every instance learns by itself', () => {
    expect(failed('local').calls.failed).toBe(40 * 6);
  });

  it('closed: everything is called and fails', () => {
    expect(failed('closed').calls.failed).toBe((10 * SECONDS * 2000) / SECONDS);
  });

  it('open: nothing is called, not even of a service that is well', () => {
    const { calls } = failed('open');
    // From the first look after 9 s to the first after 21 s, half a second each at most.
    expect(calls.failed).toBe(0);
    expect(calls.blocked).toBeGreaterThan(11 * 2000);
    expect(calls.blocked).toBeLessThan(12.6 * 2000);
  });

  it('without a majority of the nodes all is blocked', () => {
    const nodes = (nodesDown: number) =>
      run(CONSENSUS, {}, { script: [{ at: '10s', for: '10s', nodesDown }] }).totals.calls.blocked;
    expect(nodes(2)).toBe(0);
    expect(nodes(3)).toBeGreaterThan(9.9 * 2000);
  });
});
