import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { guardedFetch } from '../../src/adapters/http.ts';
import { metricsOf } from '../../src/adapters/metrics.ts';
import { SharedCircuitBreaker, sharedState } from '../../src/index.ts';
import { memoryStore } from '../resilience/breaker/sharing/participants.ts';
import { service } from './http/server.ts';

it('the doors together, as README has them', async () => {
  const { url } = await service({ status: 200 }, { status: 503 });
  const registry = new Registry();
  const { store } = memoryStore(() => 0);
  const shared = sharedState({ store, key: 'payment' });
  const breaker = new SharedCircuitBreaker(
    { trip: { kind: 'failure-rate', window: { calls: 2 }, minimumCalls: 2 } },
    { shared, name: 'payment' },
  );
  metricsOf(breaker, registry);
  const send = guardedFetch(breaker);
  const statuses = [(await send(url)).status, (await send(url)).status];
  expect(statuses).toEqual([200, 503]);
  await expect(send(url)).rejects.toThrow('payment is open (1 of 2 calls failed (50 %))');
  const lines = (await registry.metrics()).split('\n');
  for (const line of [
    'resilience4j_circuitbreaker_calls_seconds_count{name="payment",kind="successful"} 1',
    'resilience4j_circuitbreaker_calls_seconds_count{name="payment",kind="failed"} 1',
    'resilience4j_circuitbreaker_not_permitted_calls_total{name="payment",kind="not_permitted"} 1',
    'resilience4j_circuitbreaker_state{name="payment",state="open"} 1',
    'resilience4j_circuitbreaker_failure_rate{name="payment"} 50',
    'blackfriday_circuitbreaker_transitions_total{name="payment",from="closed",to="open"} 1',
  ]) {
    expect(lines).toContain(line);
  }
});
