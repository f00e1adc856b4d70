import { Agent, request as undiciRequest } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deadlineIn, guardedFetch, guardedRequest } from '../../../src/adapters/http.ts';
import { CircuitBreaker, fallback, pipeline, virtualClock } from '../../../src/index.ts';
import { type Answer, service } from './server.ts';

const NEVER_TRIPS = { trip: { kind: 'consecutive-failures', failures: 1_000 } } as const;

/** An undici client with connections of its own: one, so that an answer nobody read would hold up the next. */
function oneConnection() {
  const dispatcher = new Agent({ connections: 1, pipelining: 1 });
  onTestFinished(() => dispatcher.destroy());
  return dispatcher;
}

/** Either client, by the status that it answers with. */
const clients = {
  fetch: (breaker: CircuitBreaker, terms: object = {}) => {
    const send = guardedFetch(breaker, terms);
    return async (url: string) => (await send(url)).status;
  },
  'undici request': (breaker: CircuitBreaker, terms: object = {}) => {
    const send = guardedRequest(breaker, undiciRequest, terms);
    return async (url: string) => {
      const { statusCode, body } = await send(url, { dispatcher: oneConnection() });
      await body.dump();
      return statusCode;
    };
  },
};

describe.each(Object.entries(clients))('%s', (_, client) => {
  it.each<[number, string]>([
    [200, 'success'],
    [302, 'success'],
    [402, 'success'],
    [404, 'success'],
    [408, 'timeout'],
    [429, 'refused'],
    [500, 'error'],
    [503, 'refused'],
    [504, 'timeout'],
  ])('%i is told as it is, and to the guard it is: %s', async (status, verdict) => {
    const { url } = await service({ status });
    const breaker = new CircuitBreaker(NEVER_TRIPS);
    const told: string[] = [];
    breaker.on('success', () => told.push('success'));
    breaker.on('failure', ({ kind }) => told.push(kind));
    expect(await client(breaker)(url)).toBe(status);
    expect(told).toEqual([verdict]);
  });

  it.each<[string, object, number[]]>([
    ['a list', { failures: [404, '3xx'] }, [0, 1, 1, 0]],
    ['a function', { failures: (status: number) => status === 200 }, [1, 0, 0, 0]],
    [
      'a kind',
      { failures: (status: number) => (status === 404 ? 'declined' : false) },
      [0, 0, 0, 0],
    ],
  ])('what fails is for you to say: %s', async (_, terms, failed) => {
    const statuses = [200, 304, 404, 500];
    const counts: number[] = [];
    for (const status of statuses) {
      const { url } = await service({ status });
      const breaker = new CircuitBreaker(NEVER_TRIPS);
      await client(breaker, terms)(url);
      counts.push(breaker.metrics().failed);
    }
    expect(counts).toEqual(failed);
  });

  it.each<[string, Answer, number]>([
    ['seconds', { status: 503, headers: { 'retry-after': '30' } }, 30_000],
    [
      'a date, by the clock of the service',
      {
        status: 429,
        headers: {
          date: 'Sun, 06 Nov 1994 08:49:37 GMT',
          'retry-after': 'Sun, 06 Nov 1994 08:50:07 GMT',
        },
      },
      30_000,
    ],
    ['nothing', { status: 503 }, 7_000],
    ['nonsense', { status: 503, headers: { 'retry-after': 'soon' } }, 7_000],
    [
      'the past',
      { status: 503, headers: { 'retry-after': 'Sun, 06 Nov 1994 08:50:07 GMT' } },
      7_000,
    ],
  ])('the open time is what the service asks for: %s', async (_, answer, openMs) => {
    const { url } = await service(answer);
    const clock = virtualClock();
    const breaker = new CircuitBreaker(
      {
        trip: { kind: 'consecutive-failures', failures: 1 },
        open: { kind: 'retry-after', fallback: '7s' },
      },
      { clock },
    );
    await client(breaker)(url);
    expect(breaker.retryAfterMs).toBe(openMs);
    await expect(client(breaker)(url)).rejects.toMatchObject({ name: 'CircuitOpenError' });
  });

  it('a service that is not there is refused', async () => {
    const breaker = new CircuitBreaker(NEVER_TRIPS);
    const kinds: string[] = [];
    breaker.on('failure', ({ kind }) => kinds.push(kind));
    await expect(client(breaker)('http://127.0.0.1:1')).rejects.toThrow();
    expect(kinds).toHaveLength(1);
  });
});

it('retries see a failing status, and who called the last answer', async () => {
  const { url, asked } = await service({ status: 500 }, { status: 503 }, { status: 200 });
  const backoff = { kind: 'fixed', delay: 0 } as const;
  const twice = guardedFetch(pipeline([{ retry: { calls: 2, backoff } }]));
  const response = await twice(url);
  expect([response.status, await response.text()]).toEqual([503, 'answer 2']);
  expect((await twice(url)).status).toBe(200);
  expect(asked).toHaveLength(3);
});

it('an answer that a retry replaced is let go of: one connection is enough', async () => {
  const { url } = await service({ status: 500 }, { status: 500 }, { status: 200 });
  const backoff = { kind: 'fixed', delay: 0 } as const;
  const send = guardedRequest(pipeline([{ retry: { calls: 3, backoff } }]), undiciRequest);
  const { statusCode, body } = await send(url, { dispatcher: oneConnection() });
  expect([statusCode, await body.text()]).toEqual([200, 'answer 3']);
});

it('a fallback stands in for a failing answer', async () => {
  const { url } = await service({ status: 500 });
  const guard = fallback({ kind: 'backup' }, { backup: () => new Response('kept') });
  expect(await (await guardedFetch(guard)(url)).text()).toBe('kept');
});

it('hands on what it is given, and a request as often as it is tried', async () => {
  const { url, asked } = await service({ status: 500 }, { status: 200 });
  const guard = pipeline([{ retry: { calls: 2, backoff: { kind: 'fixed', delay: 0 } } }]);
  const request = new Request(url, { method: 'POST', body: 'a', headers: { 'x-shop': 'b' } });
  expect((await guardedFetch(guard)(request)).status).toBe(200);
  expect(asked.map(({ method, headers }) => [method, headers['x-shop']])).toEqual([
    ['POST', 'b'],
    ['POST', 'b'],
  ]);
});

describe('a deadline', () => {
  it('tells the service what is left of it, at each try', async () => {
    const { url, asked } = await service({ status: 500 }, { status: 200 });
    const clock = virtualClock();
    const deadline = deadlineIn('2s', { clock });
    const send = guardedFetch(
      pipeline([{ retry: { calls: 2, backoff: { kind: 'fixed', delay: 0 } } }]),
      {
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          clock.advance(500);
          return response;
        },
      },
    );
    await send(url, { deadline, headers: { 'x-shop': 'b' } });
    const name = 'x-envoy-expected-rq-timeout-ms';
    expect(asked.map(({ headers }) => [headers[name], headers['x-shop']])).toEqual([
      ['2000', 'b'],
      ['1500', 'b'],
    ]);
  });

  it('ends the call, which says nothing of the service', async () => {
    const { url, asked } = await service({ status: 200, hangs: true });
    const clock = virtualClock();
    const breaker = new CircuitBreaker();
    const call = guardedRequest(breaker, undiciRequest, { deadlineHeader: 'x-left' })(url, {
      deadline: deadlineIn('2s', { clock }),
      dispatcher: oneConnection(),
    }).catch((error: Error) => error.name);
    while (asked.length === 0) await new Promise(setImmediate);
    expect(asked[0]!.headers['x-left']).toBe('2000');
    clock.advance('2s');
    expect(await call).toBe('TimeoutError');
    expect(breaker.metrics()).toMatchObject({ ignored: 1, failed: 0 });
  });

  it('and the caller’s own signal: whichever comes first', async () => {
    const { url } = await service({ status: 200, hangs: true });
    const controller = new AbortController();
    const clock = virtualClock();
    const deadline = deadlineIn('2s', { clock });
    const call = guardedFetch(new CircuitBreaker())(url, { deadline, signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    deadline.done();
    clock.advance('5s');
    expect([deadline.signal.aborted, deadline.leftMs()]).toEqual([false, 0]);
  });
});
