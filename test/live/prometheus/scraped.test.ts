import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Result } from '../../../src/experiment/result.ts';
import { until } from '../../cli/redis.ts';
import { finished, folder, start } from '../../cli/shell.ts';
import { needsPrometheus, prometheusOn } from './server.ts';

beforeEach(needsPrometheus);

/** A hundred orders within two seconds, and then none: some are paid, some fail, and then the circuit opens. */
const SCENARIO = `
seed: 5
duration: 10m
tick: 1s
traffic:
  arrivals: evenly-spaced
  startRate: 50/s
  stages: [{ duration: 2s, target: 50/s }, { duration: 0s, target: 0/s }]
paymentService: { latency: 1ms, failureRate: 40% }
orderService:
  pipeline:
    - breaker:
        trip: { kind: consecutive-failures, failures: 4 }
        open: { kind: fixed, duration: 1h }
`;
const ORDERS = 100;

it('a real Prometheus scrapes `live --prometheus` with the files it wrote, and answers with the numbers of the result', async () => {
  const dir = folder();
  const scenario = join(dir, 'scenario.yaml');
  writeFileSync(scenario, SCENARIO);
  const written = join(dir, 'prometheus');
  const out = join(dir, 'result.json');
  const live = start(['live', scenario, '--prometheus', written, '--format', 'json', '-o', out]);
  onTestFinished(() => void live.kill('SIGKILL'));
  const end = finished(live);
  await until('its files are written', () => existsSync(join(written, 'targets.json')));
  const prometheus = await prometheusOn(join(written, 'prometheus.yml'));
  const answered = 'sum by (outcome) (blackfriday_requests_total{service="OrderService"})';
  await until('Prometheus knows of all orders', async () => {
    const counts = await prometheus.valuesBy('outcome', answered);
    return Object.values(counts).reduce((sum, count) => sum + count, 0) === ORDERS;
  });

  const counts = await prometheus.valuesBy('outcome', answered);
  // The other service is asked at other instants.
  await until('Prometheus knows of all charges', async () => {
    const charges = await prometheus.valuesBy('service', 'blackfriday_charges_total');
    return charges.PaymentService === counts.successful;
  });
  const calls = await prometheus.valuesBy(
    'kind',
    'sum by (kind) (resilience4j_circuitbreaker_calls_seconds_count{service="OrderService"})',
  );
  const blocked = await prometheus.valuesBy(
    'name',
    'resilience4j_circuitbreaker_not_permitted_calls_total',
  );
  const state = await prometheus.valuesBy('state', 'resilience4j_circuitbreaker_state == 1');
  const up = await prometheus.valuesBy('process', 'up');
  const alerts = (await prometheus.ask('/rules')) as {
    groups: { rules: { health: string; lastError?: string }[] }[];
  };
  live.kill('SIGINT');
  expect(await end).toMatchObject({ code: 130 });

  const { totals } = (JSON.parse(readFileSync(out, 'utf8')) as Result).arms[0]!;
  const { orders } = totals;
  expect(orders).toMatchObject({ arrived: ORDERS, pending: 0 });
  expect(counts).toEqual({
    successful: orders.paid,
    failed: orders.failed,
    blocked: orders.blocked,
  });
  expect(calls).toMatchObject({ successful: totals.calls.successful, failed: totals.calls.failed });
  expect(blocked).toEqual({ PaymentService: totals.calls.blocked });
  expect(totals.charges.made).toBe(counts.successful);
  expect(state).toEqual({ open: 1 });
  expect(up).toEqual({ OrderService: 1, PaymentService: 1 });
  expect(alerts.groups[0]!.rules.map(({ health }) => health)).toEqual(['ok', 'ok', 'ok', 'ok']);
});
