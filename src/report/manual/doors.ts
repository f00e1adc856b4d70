import { differencesAt } from '../../scenario/import/differences.ts';
import { code, heading, type Page, prose, table } from './page.ts';

export const doors: Page = {
  name: 'doors',
  summary: 'further doors of the library: Prometheus, Redis, HTTP, opossum, cockatiel',
  blocks: () => [
    prose(
      'Doors of the package beside `blackfriday` itself. What they need of others they take from you.',
    ),
    heading('blackfriday/metrics'),
    code(`
      import { metricsOf } from 'blackfriday/metrics';

      metricsOf(breaker, registry); // prom-client's Registry`),
    prose(`The names are those that dashboards of resilience4j know: resilience4j_circuitbreaker_calls_seconds (sum
      and count, by kind), not_permitted_calls_total, state, failure_rate and slow_call_rate (in 100 calls, -1 while there are
      too few to judge by, or where the trip policy judges by no such rate) and buffered_calls. Beside them stand
      blackfriday_circuitbreaker_transitions_total, late_calls_total and would_block_calls_total. Several breakers go
      into one registry, each under its name.`),
    heading('One circuit for many processes'),
    code(`
      import { redisStore, SharedCircuitBreaker, sharedState } from 'blackfriday';

      const shared = sharedState({ store: redisStore(client), key: 'payment' });
      const breaker = new SharedCircuitBreaker(settings, { shared });`),
    prose(`\`client\` is one of ioredis or redis that you have. Each process counts its own calls. A trip is a vote, and
      \`quorum\` of them (1 as left out; 3, or '30%' of \`members\`) open the circuit for all within \`refresh\` (500ms); until then only those are blocked
      whose own circuit opened. Once the open time is over a lease elects one process to probe; it expires (30s), so a probe
      that hangs holds nobody up. Where the store does not answer within \`patience\` (100ms), \`whenDown\` says what happens: each
      decides by what it counted (local), calls (closed) or does not (open). No call fails for the store. The machine is
      that of a scenario's sharing: { kind: store }; there the store counts all outcomes, here only changes travel.`),
    heading('blackfriday/http'),
    code(`
      import { deadlineIn, guardedFetch } from 'blackfriday/http';

      const guard = pipeline([{ retry: { calls: 2 } }, breaker, { timeout: '1s' }]);
      const send = guardedFetch(guard);
      const response = await send(url, { deadline: deadlineIn('3s') });`),
    prose(`It answers as fetch does. To the guard 5xx, 408 and 429 are failures, unless \`failures\` says otherwise (a list
      of statuses and of classes such as 5xx, or a function); other 4xx are the caller's mistake. Retry-After feeds the open policy
      retry-after. A deadline ends the call and tells the service what is left, in Envoy's header. guardedRequest does the
      same for undici's request, deadlineFrom takes the deadline from a request that came in.`),
    code(`
      app.use('/pay', expressCircuit(breaker));          // Express, before the handlers
      app.use(expressRefusals());                        // and after them
      app.addHook('onRequest', fastifyCircuit(breaker)); // Fastify
      app.setErrorHandler(fastifyRefusals());
      app.use('/pay', honoCircuit(breaker));             // Hono`),
    prose(`These answer 503 with Retry-After while the circuit is open, before a handler begins anything, and where a guard
      turned a handler's call away.`),
    heading('blackfriday/opossum'),
    code(`
      // instead of: import CircuitBreaker from 'opossum';
      import { CircuitBreaker } from 'blackfriday/opossum';`),
    prose(`fire, call, fallback, the events, status and stats, open, close, enable, disable, shutdown, healthCheck, the cache and
      coalescing, snapshots, state and status from before, by opossum 9's options and defaults: random traces are replayed
      against it, event by event. Known differences, there and here:`),
    table(['about', 'there and here'], differencesAt('opossum')),
    heading('blackfriday/cockatiel'),
    code(`
      // instead of: import { ... } from 'cockatiel';
      import { circuitBreaker, ConsecutiveBreaker, handleAll, retry, wrap } from 'blackfriday/cockatiel';`),
    prose(`retry, circuitBreaker, timeout, bulkhead, fallback, noop, wrap and usePolicy, what they handle, breakers, back-offs,
      errors, events, isolate, toJSON and initialState, by cockatiel 3.2's names and defaults: random traces are replayed
      against it, event by event. Known differences, there and here:`),
    table(['about', 'there and here'], differencesAt('cockatiel')),
  ],
};
