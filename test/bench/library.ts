import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import Opossum from 'opossum';
import { CircuitBreaker } from '../../src/index.ts';

/**
 * `npm run bench`: what a closed breaker adds to a call, ours beside its peers in the same process, because
 * these machines are noisy. Each figure is the best of several rounds, the contestants taking turns. The
 * peers are given every advantage: no timeouts, no snapshots, no percentiles.
 */

const ROUNDS = 7;
const CALLS = Number(process.env.BENCH_CALLS ?? 200_000);
const NS_PER_MS = 1e6;

type Round = () => Promise<void> | void;

const paid = async (): Promise<number> => 42;
const known = (): number => 42;

const ours = new CircuitBreaker();
const latencyAware = new CircuitBreaker({ trip: { kind: 'latency' } });
const cockatiel = circuitBreaker(handleAll, {
  halfOpenAfter: 10_000,
  breaker: new ConsecutiveBreaker(5),
});
const opossumOptions = {
  timeout: false,
  enableSnapshots: false,
  rollingPercentilesEnabled: false,
} as const;
const opossumAsync = new Opossum(paid, opossumOptions);
const opossumSync = new Opossum(known as never, opossumOptions);

/** Name and round, by what is compared. */
const CONTESTS: Readonly<Record<string, Readonly<Record<string, Round>>>> = {
  'execute, a resolved async function': {
    'no breaker': async () => {
      for (let i = 0; i < CALLS; i++) await paid();
    },
    blackfriday: async () => {
      for (let i = 0; i < CALLS; i++) await ours.execute(paid);
    },
    cockatiel: async () => {
      for (let i = 0; i < CALLS; i++) await cockatiel.execute(paid);
    },
    opossum: async () => {
      for (let i = 0; i < CALLS; i++) await opossumAsync.fire();
    },
  },
  'execute, a sync function (the peers answer with promises all the same)': {
    blackfriday: () => {
      for (let i = 0; i < CALLS; i++) ours.execute(known);
    },
    cockatiel: async () => {
      for (let i = 0; i < CALLS; i++) await cockatiel.execute(known);
    },
    opossum: async () => {
      for (let i = 0; i < CALLS; i++) await opossumSync.fire();
    },
  },
  'two steps, tryAcquire and succeed (the peers have none)': {
    blackfriday: () => twoSteps(ours),
    'blackfriday, every call timed': () => twoSteps(latencyAware),
  },
};

function twoSteps(breaker: CircuitBreaker): void {
  for (let i = 0; i < CALLS; i++) breaker.tryAcquire()!.succeed();
}

/** The best round of each, in ns a call. */
async function contest(rounds: Readonly<Record<string, Round>>): Promise<Map<string, number>> {
  const best = new Map<string, number>();
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const [name, round] of Object.entries(rounds)) {
      const start = performance.now();
      await round();
      const ns = ((performance.now() - start) * NS_PER_MS) / CALLS;
      best.set(name, Math.min(ns, best.get(name) ?? Number.POSITIVE_INFINITY));
    }
  }
  return best;
}

for (const [title, rounds] of Object.entries(CONTESTS)) {
  console.log(title);
  for (const [name, ns] of await contest(rounds)) {
    console.log(`  ${name.padEnd(32)} ${ns.toFixed(0).padStart(6)} ns/call`);
  }
}
opossumAsync.shutdown();
opossumSync.shutdown();
