import type { ArmResult, Result, Tick, Transition } from '../../src/experiment/result.ts';
import { CENTS, tick, totals } from './ticks.ts';

const TICK_MS = 10_000;

/** Ten minutes of flood, a bad minute from 3m20s: the one arm never recovers, the other at once. */
export function flood(): Result {
  const wobble = (index: number) => ((index * 7) % 11) - 5;
  const bad = (index: number) => index >= 20 && index < 26;
  const arrivals = (index: number) => (index < 12 ? 3000 + 400 * Math.max(0, index - 5) : 8000);
  const without: Tick[] = [];
  const withBreaker: Tick[] = [];
  for (let index = 0; index < 60; index++) {
    const startMs = index * TICK_MS;
    const all = arrivals(index) + wobble(index);
    without.push(
      index < 20
        ? tick(startMs, { paid: all - 30, failed: 30 })
        : tick(startMs, { paid: 0, failed: all, p95: 4000, queued: 5000 }),
    );
    withBreaker.push(
      bad(index)
        ? tick(startMs, { state: 'open', paid: 900, failed: 1400, blocked: all - 2300, p95: 900 })
        : tick(startMs, { state: 'closed', paid: all - 30, failed: 30 }),
    );
  }
  const transitions: Transition[] = [
    { atMs: 201_400, from: 'closed', to: 'open', reason: '104 of 200 calls failed (52 %)' },
    { atMs: 211_400, from: 'open', to: 'half-open', reason: 'open for 10 s' },
    { atMs: 212_000, from: 'half-open', to: 'open', reason: 'probe 3 of 10 failed' },
    ...manyTransitions(221_000, 7),
    { atMs: 258_000, from: 'open', to: 'half-open', reason: 'open for 10 s' },
    { atMs: 259_500, from: 'half-open', to: 'closed', reason: '10 probes in a row succeeded' },
  ];
  const baseline: ArmResult = {
    name: 'without breaker',
    endMs: 600_000,
    ticks: without,
    totals: totals(without, null),
    transitions: [],
  };
  const candidate: ArmResult = {
    name: 'with breaker',
    endMs: 600_000,
    ticks: withBreaker,
    totals: totals(withBreaker, {
      opens: 5,
      opensPerInstance: 5,
      openMs: 56_437.5,
      halfOpenMs: 2_100,
      openMsInSum: 56_437.5,
      firstOpenMs: 201_400,
      blockedWhileFitOrders: 312,
      blockedWhileFitCents: 312 * CENTS,
      blockedWhileFitMs: 2_350,
    }),
    transitions,
  };
  return {
    format: 'blackfriday.result/1',
    scenario: {
      name: 'flood',
      title: 'Gateway brownout at the peak',
      seed: 2026,
      durationMs: 600_000,
      tickMs: TICK_MS,
    },
    arms: [baseline, candidate],
    comparison: comparison(),
    thresholds: [
      {
        text: 'with breaker: orders.paid / orders.arrived >= 85%',
        arm: 'with breaker',
        verdict: 'passed',
        observed: 0.8912,
        unit: 'share',
      },
      {
        text: 'with breaker: latencyMs.p95 < 500ms',
        arm: 'with breaker',
        verdict: 'failed',
        observed: 612,
        unit: 'ms',
      },
      {
        text: 'as written: charges.duplicate == 0',
        arm: 'as written',
        verdict: 'not judged',
        observed: null,
        unit: 'number',
      },
    ],
  };
}

function manyTransitions(fromMs: number, number: number): Transition[] {
  return Array.from({ length: number }, (_, index) => ({
    atMs: fromMs + index * 500,
    from: index % 2 === 0 ? 'open' : 'half-open',
    to: index % 2 === 0 ? 'half-open' : 'open',
    reason: index % 2 === 0 ? 'open for 10 s' : 'probe 1 of 10 failed',
  }));
}

function comparison(): NonNullable<Result['comparison']> {
  return {
    baseline: 'without breaker',
    candidate: 'with breaker',
    winner: 'with breaker',
    difference: {
      paidOrders: 285_000,
      paidCents: 2_315_625_000,
      paidLaterOrders: 0,
      paidLaterCents: 0,
    },
    cost: { orders: 1_204, amountCents: 9_782_500 },
    loss: { orders: 0, amountCents: 0 },
    gain: { orders: 286_204, amountCents: 2_325_407_500 },
    trouble: { fromMs: 200_000, untilMs: 260_000 },
    recovery: [
      { arm: 'without breaker', suffered: true, recoveredAtMs: null },
      { arm: 'with breaker', suffered: true, recoveredAtMs: 260_000 },
    ],
    verdict: [
      'The breaker won: 285,000 more orders paid, worth 23,156,250.00.',
      'With it, service was back to normal at once after the trouble – without it, never.',
      'It cost 1,204 orders that the other arm served.',
    ],
  };
}

/** The arm with the breaker of `flood` alone, as `run` gives it. */
export function floodAlone(): Result {
  const { format, scenario, arms, thresholds } = flood();
  return { format, scenario, arms: arms.slice(1), thresholds: thresholds! };
}
