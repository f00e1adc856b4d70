import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import seedrandom from 'seedrandom';
import { ArmRun } from '../../src/experiment/arm-run.ts';
import { armsOf } from '../../src/experiment/arms.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { runNaively } from './naive-engine.ts';
import { best, line, load, type Measured, ORDERS, ROUNDS, runArm, timed } from './rounds.ts';

/**
 * `npm run bench`: what fleets and graphs cost beside one instance and beside the naive engine, in the same
 * process; what an instance weighs; and whether an event costs the same however many orders are in flight.
 */

const MANY = 1000;
const MEAN_MS = 80;
/** Places in all, of one instance or of a thousand. */
const PLACES = 2000;
const PER_SECOND = 20_000;
const PIPELINES: Readonly<Record<string, string>> = {
  timeout: '{ timeout: 300ms }',
  breaker:
    '{ breaker: { trip: { kind: failure-rate, window: { calls: 20 }, minimumCalls: 10, rate: 50% } } }',
  retry: '{ retry: { calls: 2, budget: {} } }',
  bulkhead: '{ bulkhead: { calls: 100 } }',
};

/** So many orders of services in a row, the first of them the callers. */
function inARow(services: number, instances: number, orders: number, pipeline: string): Scenario {
  const service = (place: number): string =>
    `s${place}: { instances: ${instances}, capacity: ${PLACES / instances}, failureRate: 5%, latency: { distribution: exponential, mean: ${MEAN_MS}ms }
       ${place < services ? `, calls: [ { to: s${place + 1} } ]` : ''} }`;
  const rows = Array.from({ length: services }, (_, place) => service(place + 1)).join(',\n');
  return load(
    'row.yaml',
    `{ seed: 1, duration: ${Math.round((orders / PER_SECOND) * 1000)}ms, tick: 10s,
       traffic: { arrivals: poisson, startRate: ${PER_SECOND}/s },
       services: { clients: { instances: ${instances}, calls: [ { to: s1, pipeline: [ ${pipeline} ] } ] }, ${rows} } }`,
  );
}

const naively = (services: number, instances: number, orders: number) =>
  runNaively(
    {
      ratePerMs: PER_SECOND / 1000,
      meanServiceMs: MEAN_MS,
      services,
      instances,
      servers: PLACES / instances,
      timeoutMs: 300,
      failureRate: 0.05,
      durationMs: (orders / PER_SECOND) * 1000,
      tickMs: 10_000,
    },
    seedrandom.alea('bench'),
  );

function benchGraphs(): void {
  const rows = [
    { name: `one instance, ${PLACES} places`, services: 1, instances: 1 },
    { name: `${MANY} instances, ${PLACES} places in all`, services: 1, instances: MANY },
    { name: 'three services in a row', services: 3, instances: 1 },
  ].map((row) => ({ ...row, ours: [] as Measured[], naive: [] as Measured[] }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { services, instances, ours, naive } of rows) {
      const scenario = inARow(services, instances, ORDERS, PIPELINES.timeout!);
      ours.push(timed(() => runArm(scenario, armsOf(scenario)[0])));
      naive.push(timed(() => naively(services, instances, ORDERS)));
    }
  }
  console.log(`\nFleets and graphs, best of ${ROUNDS} rounds, ${PER_SECOND} orders/s.\n`);
  for (const { name, ours, naive } of rows) {
    line(name, best(ours));
    line('    the same on a naive engine', best(naive));
  }
  const nsOf = ({ ours }: { ours: Measured[] }) => best(ours).seconds / best(ours).orders;
  const [one, fleet, three] = rows.map(nsOf) as [number, number, number];
  console.log(
    `\nThe fleet costs ${(fleet / one).toFixed(2)} times one instance, three services ${(three / one).toFixed(2)} times one.\n`,
  );
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is in use, in bytes. */
function used(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function bytesOf(instances: number, pipeline: string): number {
  const scenario = inARow(1, instances, 1000, pipeline);
  const plan = armsOf(scenario).at(-1)!;
  const nobody = { ended: () => {}, settled: () => {} };
  const before = used();
  const arm = new ArmRun(scenario, plan, { ticks: true }, {}, nobody);
  arm.advance(1, Number.POSITIVE_INFINITY);
  const bytes = used() - before;
  arm.finish();
  return bytes;
}

function benchMemory(): void {
  console.log('What an instance more weighs, by the pipeline of the service that it is of:');
  const perInstance = (pipeline: string): number => {
    bytesOf(1, pipeline);
    return (bytesOf(MANY, pipeline) - bytesOf(1, pipeline)) / (MANY - 1);
  };
  const bare = perInstance('');
  console.log(`${'without a policy'.padEnd(24)} ${bare.toFixed(0).padStart(6)} bytes`);
  for (const [name, policy] of Object.entries(PIPELINES)) {
    const more = perInstance(policy) - bare;
    console.log(`${`and for a ${name}`.padEnd(24)} ${more.toFixed(0).padStart(6)} bytes`);
  }
}

/** An event of the whole model, with so many orders in flight from the first to the last. */
function nsPerEvent(inFlight: number): number {
  const scenario = load(
    'crowd.yaml',
    `{ seed: 1, duration: 100h, tick: 100h, traffic: { arrivals: poisson, startRate: ${inFlight}/s },
       paymentService: { latency: { distribution: exponential, mean: 1s }, failureRate: 5% },
       orderService: { pipeline: [ { timeout: 10s } ] } }`,
  );
  const arm = new ArmRun(
    scenario,
    armsOf(scenario)[0],
    { ticks: true },
    {},
    {
      ended: () => {},
      settled: () => {},
    },
  );
  arm.advance(3000, Number.POSITIVE_INFINITY);
  const start = process.hrtime.bigint();
  const events = arm.advance(Number.MAX_SAFE_INTEGER, 2_000_000);
  return Number(process.hrtime.bigint() - start) / events;
}

function benchCrowds(): void {
  console.log('\nCost of an event of the whole model by orders in flight:');
  const crowds = [100, 1_000, 10_000, 100_000, 1_000_000];
  const first = nsPerEvent(crowds[0]!);
  const least = Math.min(first, nsPerEvent(crowds[0]!));
  for (const crowd of crowds) {
    const ns = Math.min(nsPerEvent(crowd), nsPerEvent(crowd));
    console.log(
      `${crowd.toLocaleString('en').padStart(12)} ${ns.toFixed(0).padStart(6)} ns ${(ns / least).toFixed(2).padStart(6)} times`,
    );
  }
}

benchGraphs();
benchMemory();
benchCrowds();
