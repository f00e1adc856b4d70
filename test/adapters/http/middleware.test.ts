import { getRequestListener } from '@hono/node-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bulkhead, CircuitBreaker, virtualClock } from '../../../src/index.ts';
import { expressShop, fastifyShop, honoShop } from './examples.ts';
import { serving } from './server.ts';

const shops = {
  express: (...shop: Parameters<typeof expressShop>) => serving(expressShop(...shop)),
  fastify: (...shop: Parameters<typeof fastifyShop>) => {
    const app = fastifyShop(...shop);
    onTestFinished(() => app.close());
    return app.listen({ port: 0, host: '127.0.0.1' });
  },
  hono: (...shop: Parameters<typeof honoShop>) => {
    const listener = getRequestListener(honoShop(...shop).fetch);
    return serving((request, response) => void listener(request, response));
  },
};

/** The shop, its breaker, and what becomes of an order. */
async function setUp(shop: (typeof shops)['express'], answers: readonly unknown[]) {
  const clock = virtualClock();
  const breaker = new CircuitBreaker(
    {
      trip: { kind: 'consecutive-failures', failures: 1 },
      open: { kind: 'fixed', duration: '9.5s' },
    },
    { clock },
  );
  let calls = 0;
  const url = await shop(breaker, async () => {
    const answer = answers[Math.min(calls, answers.length - 1)];
    calls++;
    if (answer instanceof Error) throw answer;
    if (typeof answer === 'function') return answer() as never;
    return { paid: calls };
  });
  const order = async () => {
    const response = await fetch(`${url}/pay`, { method: 'POST' });
    const { status, headers } = response;
    return { status, retryAfter: headers.get('retry-after'), body: await response.text() };
  };
  return { clock, breaker, order, calls: () => calls };
}

describe.each(Object.entries(shops))('%s', (_, shop) => {
  it('answers 503 with Retry-After while the circuit is open, and tries again when it is not', async () => {
    const { clock, breaker, order, calls } = await setUp(shop, [new Error('down'), 'paid']);
    expect(await order()).toMatchObject({ status: 500, retryAfter: null });
    expect(await order()).toEqual({
      status: 503,
      retryAfter: '10',
      body: '{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"Try again in 10 s"}',
    });
    clock.advance('9s');
    expect(await order()).toMatchObject({ status: 503, retryAfter: '1' });
    expect(calls()).toBe(1);
    expect(breaker.metrics()).toMatchObject({ calls: 1, blocked: 0 });
    clock.advance('1s');
    expect(await order()).toMatchObject({ status: 200, body: '{"paid":2}' });
    const letGo = breaker.isolate();
    expect(await order()).toMatchObject({ status: 503, retryAfter: '1' });
    letGo();
    expect(await order()).toMatchObject({ status: 200 });
  });

  it('answers so, too, where a guard turned a call away that the handler made', async () => {
    let answer: (value: unknown) => void = () => {};
    const probe = new Promise((resolve) => {
      answer = resolve;
    });
    const { clock, breaker, order } = await setUp(shop, [() => probe]);
    breaker.open();
    clock.advance('10s');
    const first = order();
    while (breaker.metrics().calls === 0) await new Promise(setImmediate);
    expect(await order()).toMatchObject({ status: 503, retryAfter: '1' });
    answer({ paid: 1 });
    expect(await first).toMatchObject({ status: 200 });
  });

  it('and for a limit of ours that knows how long', async () => {
    const full = bulkhead({ calls: 1 });
    void full.execute(() => new Promise(() => {}));
    const { order } = await setUp(shop, [() => full.execute(() => 'paid')]);
    expect(await order()).toMatchObject({ status: 503, retryAfter: '1' });
  });
});
