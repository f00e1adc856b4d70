import { describe, expect, it } from 'vitest';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf, type Written } from '../scenarios.ts';

const CLASSES = {
  browse: { share: '80%', amount: 0 },
  purchase: { share: '20%', amount: 60 },
};

const BREAKER = {
  trip: { kind: 'consecutive-failures', failures: 5 },
  open: { kind: 'fixed', duration: '5s' },
};

function run(pay: Written, breaker: Written = {}, traffic: Written = {}) {
  const scenario = scenarioOf({
    duration: '1m',
    traffic: { arrivals: 'evenly-spaced', startRate: 500, classes: CLASSES, ...traffic },
    services: {
      shop: { calls: [{ to: 'pay', pipeline: [{ breaker: { ...BREAKER, ...breaker } }] }] },
      pay: { latency: '10ms', charges: true, ...pay },
    },
  });
  const { arms } = compared(scenario);
  return { without: arms[0]!, with: arms[1]! };
}

describe('classes of orders', () => {
  it('come in their shares, at amounts of their own', () => {
    const { classes, totals } = run({}).with;
    expect(classes!.browse!.arrived + classes!.purchase!.arrived).toBe(30_000);
    // Four standard deviations of a binomial.
    expect(Math.abs(classes!.purchase!.arrived - 6000)).toBeLessThan(4 * Math.sqrt(30_000 * 0.16));
    expect(totals.amountCents.offered).toBe(classes!.purchase!.arrived * 6000);
  });

  it('are the same orders in every arm, and whatever the service does with them', () => {
    const one = run({});
    const other = run({ failureRate: '30%' });
    expect(one.without.classes!.purchase!.arrived).toBe(other.with.classes!.purchase!.arrived);
  });

  it('fall to the amount of the traffic where they say none', () => {
    const classes = { read: { share: 0.5, amount: 1 }, write: { share: 0.5 } };
    const arm = run({}, {}, { classes, amount: 3 }).with;
    const { read, write } = arm.classes!;
    expect(arm.totals.amountCents.offered).toBe(read!.arrived * 100 + write!.arrived * 300);
  });

  it('are worked on by their own settings', () => {
    const { without } = run({
      classes: { purchase: { failureRate: 1 }, browse: { latency: '1s' } },
    });
    const { browse, purchase } = without.classes!;
    expect(purchase).toMatchObject({ paid: 0, failed: purchase!.arrived });
    expect(browse!.failed).toBe(0);
    expect(without.totals.latencyMs!.max).toBe(1000);
  });

  it('are struck by a script that means one of them', () => {
    const { without } = run({ script: [{ at: '30s', failureRate: 1, class: 'purchase' }] });
    const { browse, purchase } = without.classes!;
    expect(browse!.failed).toBe(0);
    expect(purchase!.failed / purchase!.arrived).toBeCloseTo(0.5, 1);
  });

  it('that fail shut out the others, unless each has a circuit of its own', () => {
    const trouble = { classes: { purchase: { failureRate: 1 } } };
    const trip = { kind: 'failure-rate', rate: '15%', window: { calls: 50 } };
    const { with: together } = run(trouble, { trip });
    const { with: apart } = run(trouble, { trip, before: 'class' });
    expect(together.classes!.browse!.blocked).toBeGreaterThan(20_000);
    expect(apart.classes!.browse!.blocked).toBe(0);
    expect(apart.classes!.browse!.paid).toBeGreaterThan(23_000);
    expect(apart.classes!.purchase!.blocked).toBeGreaterThan(5000);
    expect(apart.transitions[0]).toMatchObject({ to: 'open', beforeClass: 'purchase' });
  });
});
