import { expect } from 'vitest';
import type { ArmResult, Result, Tick, Totals } from '../../src/experiment/result.ts';
import type { Scenario } from '../../src/scenario/schema.ts';

/** What holds of every result, whatever the scenario, seen from outside. */
export function expectLawful(result: Result, scenario: Scenario): void {
  for (const arm of result.arms) {
    expect(unsound(arm, arm.name)).toEqual([]);
    expectConservation(arm.totals, scenario);
    expectTicksToAddUp(arm, scenario, result.partial?.untilMs ?? scenario.duration);
    expectLegalTransitions(arm, scenario);
  }
}

/** The paths of numbers that are NaN, infinite or negative, and of counts that are not whole. */
function unsound(value: unknown, path: string): string[] {
  if (typeof value === 'number') {
    const isCount =
      /orders|calls|charges|Cents|opens|busy|queued|backlog|refused/.test(path) &&
      !/PerInstance/.test(path);
    const isSound = Number.isFinite(value) && value >= 0 && (!isCount || Number.isInteger(value));
    return isSound ? [] : [`${path} is ${value}`];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unsound(inner, `${path}.${key}`));
}

function expectConservation(totals: Totals, scenario: Scenario): void {
  const { orders, calls, amountCents, charges, paymentService } = totals;
  const { arrived, paid, declined, failed, blocked, rejected, deferred, pending } = orders;
  expect(arrived).toBe(paid + declined + failed + blocked + rejected + deferred + pending);
  expect(calls.started).toBe(
    calls.successful + calls.declined + calls.failed + calls.blocked + calls.pending,
  );
  expect(calls.timedOut).toBeLessThanOrEqual(calls.failed);
  expect(total(totals.fate.orders)).toBe(arrived);
  expect(total(totals.fate.amountCents)).toBe(amountCents.offered);
  const { offered: _, ...split } = amountCents;
  expect(total(split)).toBe(amountCents.offered);
  expect(totals.fate.orders.paidLater + totals.fate.orders.waiting).toBeLessThanOrEqual(deferred);

  // Whoever is charged ends paid, ends unpaid (orphaned), or has not ended; whoever is paid was charged.
  const charged = charges.made - charges.duplicate;
  expect(charged).toBeGreaterThanOrEqual(paid + charges.orphaned);
  expect(charged).toBeLessThanOrEqual(paid + charges.orphaned + pending);
  if (scenario.paymentService.idempotencyKeys) expect(charges.duplicate).toBe(0);

  const { traffic } = scenario;
  if (
    traffic.amount !== undefined &&
    typeof traffic.amount !== 'string' &&
    traffic.amount.kind === 'constant'
  ) {
    const cents = Math.round(traffic.amount.mean * 100);
    expect(amountCents).toMatchObject({ offered: arrived * cents, paid: paid * cents });
  }
  if (traffic.arrivals === 'closed') expect(arrived).toBeLessThanOrEqual(traffic.orders!);
  if (scenario.paymentService.script.length === 0 && paymentService.utilisation !== null) {
    expect(paymentService.utilisation).toBeLessThanOrEqual(1 + 1e-9);
  }
}

function total(split: Readonly<Record<string, number>>): number {
  return Object.values(split).reduce((sum, part) => sum + part, 0);
}

function expectTicksToAddUp(arm: ArmResult, { tick: tickMs }: Scenario, untilMs: number): void {
  const ticks = arm.ticks!;
  const { pending: _, ...orders } = arm.totals.orders;
  const { pending: __, ...calls } = arm.totals.calls;
  const { pending: ___, waiting: ____, ...amounts } = arm.totals.amountCents;
  expect(
    added(
      ticks.map((tick) => tick.amountCents),
      amounts,
    ),
  ).toEqual(amounts);
  expect(
    added(
      ticks.map((tick) => tick.orders),
      orders,
    ),
  ).toEqual(orders);
  expect(
    added(
      ticks.map((tick) => tick.calls),
      calls,
    ),
  ).toEqual(calls);
  ticks.forEach((tick, i) => {
    expect(tick.startMs).toBe(i * tickMs);
    expect(tick.startMs).toBeLessThanOrEqual(untilMs);
    expectOrderedLatencies(tick);
  });
  expect(ticks.length).toBeLessThanOrEqual(Math.ceil(untilMs / tickMs) + 1);
}

function expectOrderedLatencies({ latencyMs, orders }: Tick): void {
  const { declined, failed, blocked, rejected, deferred, substituted } = orders;
  const unpaidOrders = declined + failed + blocked + rejected + deferred + substituted;
  expect(latencyMs !== null).toBe(orders.paid + unpaidOrders > 0);
  if (latencyMs === null) return;
  const { paid, unpaid } = latencyMs;
  expect([paid !== null, unpaid !== null]).toEqual([orders.paid > 0, unpaidOrders > 0]);
  expect(latencyMs.max).toBe(Math.max(paid?.max ?? 0, unpaid?.max ?? 0));
  const sum = orders.paid * (paid?.mean ?? 0) + unpaidOrders * (unpaid?.mean ?? 0);
  expect(latencyMs.mean * (orders.paid + unpaidOrders)).toBeCloseTo(sum, 4);
  for (const summary of [latencyMs, paid, unpaid]) {
    if (summary === null || summary === undefined) continue;
    const { mean, p50, p95, p99, max } = summary;
    expect([p50, p95, p99, max]).toEqual([p50, p95, p99, max].sort((one, other) => one - other));
    expect(mean).toBeLessThanOrEqual(max);
  }
}

function added<Name extends string>(
  rows: readonly Readonly<Record<Name, number>>[],
  total: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const names = Object.keys(total) as Name[];
  const sum = (name: Name) => rows.reduce((all, row) => all + row[name], 0);
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as Record<Name, number>;
}

const LEGAL = ['closed open', 'open half-open', 'half-open closed', 'half-open open'];

/** Of each breaker its own sequence; and where there is one, the rows show the state it is in. */
function expectLegalTransitions(arm: ArmResult, { orderService, tick: tickMs }: Scenario): void {
  const { instances } = orderService;
  const breakers = arm.breakers ?? [];
  const sequences = breakers.flatMap(({ name }) =>
    Array.from({ length: instances }, (_, i) =>
      arm.transitions.filter(
        ({ breaker = name, instance = 1 }) => breaker === name && instance === i + 1,
      ),
    ),
  );
  expect(sequences.flat()).toHaveLength(arm.transitions.length);
  for (const own of sequences) {
    own.forEach(({ from, to, atMs, reason }, i) => {
      expect(from).toBe(own[i - 1]?.to ?? 'closed');
      expect(LEGAL).toContain(`${from} ${to}`);
      expect(atMs).toBeGreaterThanOrEqual(own[i - 1]?.atMs ?? 0);
      expect(reason).not.toBe('');
    });
  }
  if (arm.totals.breaker === null) {
    expect(arm.transitions).toEqual([]);
    expect(arm.ticks!.filter(({ state }) => state !== null)).toEqual([]);
    return;
  }
  expect(arm.totals.breaker.opens).toBe(arm.transitions.filter(({ to }) => to === 'open').length);
  expect(arm.totals.calls.blocked).toBe(breakers.reduce((sum, one) => sum + one.blocked, 0));
  if (instances > 1 || breakers.length > 1) return;
  arm.ticks!.slice(0, -1).forEach(({ state }, i) => {
    const before = arm.transitions.filter(({ atMs }) => atMs < (i + 1) * tickMs);
    expect(state).toBe(before.at(-1)?.to ?? 'closed');
  });
  if (arm.ticks!.length > 0) {
    expect(arm.ticks!.at(-1)!.state).toBe(arm.transitions.at(-1)?.to ?? 'closed');
  }
}
