import { afterAll, beforeAll, expect, it } from 'vitest';
import { armAsWritten } from '../../src/experiment/arms.ts';
import { worldOfArm } from '../../src/live/plan.ts';
import { type Standing, serveService } from '../../src/live/serve.ts';
import { loaded } from './on-real-services.ts';

const scenario = loaded(`
duration: 1m
traffic: { arrivals: poisson, startRate: 1/s }
paymentService: { latency: 1ms, capacity: 3, script: [{ at: 0s, outage: refuse }] }
orderService:
  pipeline:
    - breaker: { trip: { kind: consecutive-failures, failures: 3 }, open: { kind: fixed, duration: 1h } }`);
const world = worldOfArm(scenario, armAsWritten(scenario));
const address = { host: '127.0.0.1', port: 0 };
const log: string[] = [];
let payment: Standing;
let order: Standing;

beforeAll(async () => {
  const common = { world, address, onLog: (line: string) => log.push(line) };
  payment = await serveService({ ...common, place: 1, others: new Map() });
  order = await serveService({ ...common, place: 0, others: new Map([[1, [payment.address]]]) });
});
afterAll(() => Promise.all([payment.close(), order.close()]));

async function ask(
  { address: { port } }: Standing,
  line: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<string> {
  const [method, path] = line.split(' ');
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: method!,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return `${answer.status} ${await answer.text()}`.trim();
}

const control = (standing: Standing, body: object): Promise<string> =>
  ask(standing, 'POST /control', body, { authorization: `Bearer ${standing.token}` });

it('is the exercise of the textbooks: healthy, failing, failing without the breaker, healed by hand', async () => {
  const pay = (path = '/orders'): Promise<string> =>
    ask(order, `POST ${path}`, { order: 1, amountCents: 2_000 });
  expect(await pay()).toBe('200 {"outcome":"successful","order":1}');
  expect(await control(payment, { failureRate: '100%' })).toContain('"failureRate":1');
  for (let i = 0; i < 3; i++) expect(await pay()).toBe('500 {"outcome":"failed","order":1}');
  expect(await pay()).toBe('503 {"outcome":"blocked","order":1}');
  expect(await pay('/orders?breaker=off')).toBe('500 {"outcome":"failed","order":1}');
  expect(log.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'stateChange', service: 'OrderService', from: 'closed', to: 'open' },
  ]);
  await control(payment, { failureRate: 0 });
  expect(await control(order, { circuit: 'close' })).toContain('"state":"closed"');
  expect(await pay()).toBe('200 {"outcome":"successful","order":1}');
});

it('tells Prometheus in the names that dashboards know', async () => {
  const text = await ask(order, 'GET /metrics');
  expect(text).toContain('resilience4j_circuitbreaker_state{name="PaymentService",state="closed"');
  expect(text).toMatch(/blackfriday_requests_total\{outcome="blocked".*\} 1\n/);
  expect(await ask(payment, 'GET /metrics')).toMatch(/blackfriday_capacity\{.*\} 3$/);
});

it.each([
  ['no token', {}, '401'],
  ['a wrong token', { authorization: 'Bearer 0' }, '401'],
])('the controls, with %s', async (_, headers, status) => {
  expect(await ask(payment, 'POST /control', { failureRate: 1 }, headers)).toContain(`${status} `);
});

it('every mistake in what the controls are given is told, and nothing is changed', async () => {
  expect(await control(payment, { failureRate: '200%', outrage: 'hang' })).toBe(
    '400 {"error":"failureRate: found \\"200%\\", expected a share such as 40% or 0.4, between 0% and 100%\\noutrage: found unknown key \\"outrage\\", expected one of failureRate, declineRate, latency, slowdown, capacity, queue, outage, circuit; did you mean \\"outage\\"?"}',
  );
  expect(await ask(payment, 'GET /state')).toContain('"failureRate":0');
});

it('is ready unless an outage holds, and well all the same', async () => {
  expect(await ask(payment, 'GET /readyz')).toContain('200 ');
  await control(payment, { outage: 'refuse' });
  expect(await ask(payment, 'GET /readyz')).toContain('503 ');
  expect(await ask(payment, 'GET /healthz')).toContain('200 ');
  expect(await ask(payment, 'POST /payments')).toContain('503 {"outcome":"refused"');
  await control(payment, { outage: 'none' });
});
