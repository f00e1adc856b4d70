import { readFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { armsOf } from '../../src/experiment/arms.ts';
import { Agenda, EVENT_KIND } from '../../src/kernel/agenda.ts';
import { exponential } from '../../src/kernel/distribution/exponential.ts';
import { RandomStream } from '../../src/kernel/random-stream.ts';
import { SlotPool } from '../../src/kernel/slot-pool.ts';
import { TimingWheel } from '../../src/kernel/timing-wheel.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { runNaively } from './naive-engine.ts';
import { best, line, load, type Measured, ORDERS, ROUNDS, runArm, timed } from './rounds.ts';

/**
 * `npm run bench`: how fast the engine is, as a ratio to a naive one in the same process, because these
 * machines are noisy. Each figure is the best of several rounds, the two engines taking turns.
 */

function scenarioB(orders: number): Scenario {
  return load(
    'mm100.yaml',
    `{ title: M/M/100, seed: 1, duration: ${orders}ms, tick: 10s,
       traffic: { arrivals: poisson, startRate: 1000/s },
       paymentService: { capacity: 100, latency: { distribution: exponential, mean: 80ms }, failureRate: 5% },
       orderService: { pipeline: [ { timeout: 300ms } ] } }`,
  );
}

function nsPerTimer(pending: number): number {
  const agenda = new Agenda();
  const pool = new SlotPool();
  const law = exponential.create({ mean: 80 });
  const luck = new RandomStream(1, 'bench').at(0);
  const delays = Float64Array.from({ length: 1 << 16 }, () => law.sample(luck));
  let next = 0;
  const wheel = new TimingWheel(agenda, EVENT_KIND.answer, (slot) =>
    wheel.start(slot, delays[next++ & 65_535]!),
  );
  pool.attach(wheel);
  for (let i = 0; i < pending; i++) wheel.start(pool.allocate(), delays[next++ & 65_535]!);
  agenda.runUntil(Number.POSITIVE_INFINITY, 500_000);
  const events = 2_000_000;
  const start = process.hrtime.bigint();
  agenda.runUntil(Number.POSITIVE_INFINITY, events);
  return Number(process.hrtime.bigint() - start) / events;
}

function benchEngine(): void {
  const flagship = load('black-friday.yaml', readFileSync('scenarios/black-friday.yaml', 'utf8'));
  const withBreaker = armsOf(flagship).at(-1)!;
  const mm100 = scenarioB(ORDERS);
  const [asWritten] = armsOf(mm100);
  const naive = {
    ratePerMs: 1,
    meanServiceMs: 80,
    services: 1,
    instances: 1,
    servers: 100,
    timeoutMs: 300,
    failureRate: 0.05,
    durationMs: ORDERS,
    tickMs: 10_000,
  };
  const a: Measured[] = [];
  const b: Measured[] = [];
  const n: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    a.push(timed(() => runArm(flagship, withBreaker)));
    b.push(timed(() => runArm(mm100, asWritten)));
    n.push(timed(() => runNaively(naive, seedrandom.alea('bench'))));
  }
  console.log(`Best of ${ROUNDS} rounds, full result (per-tick counts and quantiles), one core.\n`);
  line('(a) flagship, with breaker', best(a));
  line('(b) M/M/100, 1000/s, timeout, failures', best(b));
  line('    the same on a naive engine', best(n));
  const ratio = best(n).seconds / best(n).orders / (best(b).seconds / best(b).orders);
  console.log(`\n(b) is ${ratio.toFixed(1)} times as fast as the naive engine.\n`);
}

function benchQueue(): void {
  console.log('Cost of one event (fire and start again) by number of pending timers:');
  for (const pending of [100, 1_000, 10_000, 100_000, 1_000_000]) {
    console.log(
      `${pending.toLocaleString('en').padStart(12)} ${nsPerTimer(pending).toFixed(0).padStart(6)} ns`,
    );
  }
}

benchEngine();
benchQueue();
