import { expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load.ts';
import { scaled } from '../../src/scenario/scaled.ts';

const TEXT = `
duration: 10s
traffic: { arrivals: poisson, startRate: 100/s, stages: [{ duration: 1s, target: 200/s }] }
paymentService:
  capacity: 200
  queue: 0
  latency: 100ms
  slowdown: 10ms
  script: [{ at: 1s, capacity: 100 }, { at: 2s, capacity: 0 }, { at: 3s, capacity: x0.5, slowdown: 20ms }]
orderService:
  workers: 10
  pipeline:
    - bulkhead: { calls: 20, queue: 3 }
    - rateLimit: { rate: 50/s, burst: 10 }
    - breaker: { trip: { kind: failure-count, failures: 5, window: { time: 20s } } }
`;

const scenarioOf = (text: string) =>
  loadScenario({ name: 'test.yaml', text }, [], () => {
    throw new Error('no files');
  });

it('a tenth of the orders meets a tenth of the room, and breakers stay as they are', () => {
  const { traffic, paymentService, orderService } = scaled(scenarioOf(TEXT), 0.1);
  expect(traffic).toMatchObject({ startRate: 10, stages: [{ duration: 1_000, target: 20 }] });
  expect(paymentService).toMatchObject({ capacity: 20, queue: 0, slowdown: 100 });
  expect(paymentService.script).toMatchObject([
    { capacity: { value: 10 } },
    { capacity: { value: 0 } },
    { capacity: { factor: 0.5 }, slowdown: { value: 200 } },
  ]);
  expect(orderService.workers).toBe(1);
  expect(orderService.pipeline.map(({ settings }) => settings)).toMatchObject([
    { calls: 2, queue: 1 },
    { rate: 5, burst: 1 },
    { trip: { failures: 5, window: { time: 20_000 } } },
  ]);
});

it('a closed loop has as many clients fewer, and at least one', () => {
  const text = TEXT.replace(/arrivals: poisson.*/, 'arrivals: closed, clients: 4, orders: 50 }');
  expect(scaled(scenarioOf(text), 0.1).traffic).toMatchObject({ clients: 1, orders: 5 });
});

it('the whole is the scenario itself', () => {
  const scenario = scenarioOf(TEXT);
  expect(scaled(scenario, 1)).toBe(scenario);
});

it('the policies of a graph stay those that its arms know', () => {
  const { services, orderService } = scaled(
    scenarioOf(`
duration: 10s
traffic: { arrivals: poisson, startRate: 100/s }
services:
  shop: { capacity: 50, calls: [{ to: bank, pipeline: [bulkhead: { calls: 20 }] }] }
  bank: { latency: 1ms, charges: true }`),
    0.1,
  );
  const [call] = services!.shop!.calls;
  const pipeline = 'route' in call! ? [] : call!.pipeline;
  expect(services!.shop!.capacity).toBe(5);
  expect(pipeline[0]!.settings).toMatchObject({ calls: 2 });
  expect(orderService.pipeline[0]).toBe(pipeline[0]);
});
