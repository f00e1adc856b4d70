import { expect, it } from 'vitest';
import { armAsWritten } from '../../src/experiment/arms.ts';
import { Histogram } from '../../src/kernel/histogram.ts';
import { LiveArm } from '../../src/live/live-arm.ts';
import { liveRun } from '../../src/live/live-run.ts';
import type { Observation } from '../../src/model/observed/observation.ts';
import { loaded, staffingOf } from './on-real-services.ts';

const TEXT = `
duration: 10m
tick: 1s
traffic: { arrivals: closed, clients: 2, think: 5ms }
paymentService: { latency: 1ms }`;

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('a service that is killed is named, what it had in hand has failed, and nothing is left running', async () => {
  const scenario = loaded(TEXT);
  const news: string[] = [];
  let failed = 0;
  let onFailed = (): void => {};
  const enough = new Promise<void>((resolve) => {
    onFailed = resolve;
  });
  let wasPaid = (): void => {};
  const paid = new Promise<void>((resolve) => {
    wasPaid = resolve;
  });
  const onSeen = (seen: Observation): void => {
    if (seen.what === 'charged') wasPaid();
    if (seen.what === 'ended' && seen.outcome !== 0 && ++failed === 5) onFailed();
  };
  const live = await LiveArm.start(scenario, armAsWritten(scenario), staffingOf(TEXT), {
    onSeen,
    onNews: (words) => news.push(words),
    lateness: new Histogram(),
  });
  await paid;
  const [, payment] = live.workers;
  process.kill(payment!.pid, 'SIGKILL');
  await enough;
  await live.end();
  expect(news).toEqual([`PaymentService (process ${payment!.pid}) was ended by SIGKILL`]);
  expect(live.workers.filter(({ pid }) => isThere(pid))).toEqual([]);
});

it('the books balance though a service was killed', async () => {
  const scenario = loaded(TEXT.replace('10m', '2s'));
  let isKilled = false;
  const { arms } = await liveRun(
    scenario,
    [armAsWritten(scenario)],
    {
      staffing: staffingOf(TEXT),
      isInterrupted: () => false,
      onUp: () => {},
      onLog: () => {},
      onNews: () => {},
      onLook: async (_atMs, _arm, workers) => {
        if (!isKilled) process.kill(workers[1]!.pid, 'SIGKILL');
        isKilled = true;
      },
    },
    {},
  );
  const { orders, calls } = arms[0]!.totals;
  expect(orders.failed).toBeGreaterThan(0);
  expect(calls.started).toBe(calls.successful + calls.failed + calls.pending);
});

it('a stranger who orders is turned away, and is in no book', async () => {
  const scenario = loaded(TEXT);
  const seen: Observation[] = [];
  const live = await LiveArm.start(scenario, armAsWritten(scenario), staffingOf(TEXT), {
    onSeen: (one) => seen.push(one),
    onNews: () => {},
    lateness: new Histogram(),
  });
  const { port } = live.addresses[0]!;
  const body = JSON.stringify({ order: 999_999, amountCents: 1 });
  const headers = { 'x-blackfriday-run': 'a guess' };
  const answer = await fetch(`http://127.0.0.1:${port}/orders`, { method: 'POST', body, headers });
  await live.end();
  expect(answer.status).toBe(403);
  expect(seen.filter((one) => 'order' in one && one.order === 999_999)).toEqual([]);
});

it('a port that is in use is told of, and whoever had begun is ended', async () => {
  const scenario = loaded(TEXT);
  const arm = armAsWritten(scenario);
  const listener = { onSeen: () => {}, onNews: () => {}, lateness: new Histogram() };
  const first = await LiveArm.start(scenario, arm, staffingOf(TEXT), listener);
  try {
    const taken = { ...staffingOf(TEXT), port: first.addresses[0]!.port };
    await expect(LiveArm.start(scenario, arm, taken, listener)).rejects.toThrow(
      `OrderService: port ${taken.port} of 127.0.0.1 is in use`,
    );
  } finally {
    await first.end();
  }
});

it('a crash that is scripted ends the process, and another takes its place', async () => {
  const text = `
duration: 6s
tick: 1s
traffic: { arrivals: closed, clients: 1, think: 20ms }
paymentService: { latency: 1ms, script: [{ at: 500ms, for: 1s, outage: crash }] }`;
  const scenario = loaded(text);
  const news: string[] = [];
  let paidAgain = false;
  const { arms } = await liveRun(
    scenario,
    [armAsWritten(scenario)],
    {
      staffing: staffingOf(text),
      isInterrupted: () => paidAgain,
      onUp: () => {},
      onLog: () => {},
      onNews: (words) => news.push(words.replace(/\d+/, 'N')),
      onLook: async () => {},
    },
    { onTick: (_, tick) => (paidAgain = tick.startMs >= 2_000 && tick.orders.paid > 0) },
  );
  const { orders } = arms[0]!.totals;
  expect(news).toEqual([
    'as written: PaymentService (process N) was ended by SIGKILL, as the script has it',
    'as written: PaymentService is there again (process N)',
  ]);
  expect(orders.failed).toBeGreaterThan(0);
  expect(orders.arrived).toBe(orders.paid + orders.failed + orders.pending);
});
