import { code, heading, type Page, prose } from './page.ts';

export const library: Page = {
  name: 'library',
  summary: 'the same breaker in your service: guards, events, metrics, tests without waiting',
  blocks: () => [
    prose(`The breaker that is simulated is the breaker you ship, and the settings of a scenario's block are the settings
      of the class.`),
    code(`
      import { CircuitBreaker, pipeline, virtualClock } from 'blackfriday';

      const breaker = new CircuitBreaker({
        trip: { kind: 'failure-rate', rate: '50%', window: { calls: 200 }, minimumCalls: 50 },
        open: { kind: 'fixed', duration: '10s' },
        probe: { permits: 10, successes: 3 },
      });
      const guard = pipeline([{ retry: { calls: 3, budget: {} } }, breaker, { timeout: '1s' }]);
      await guard.execute((signal) => fetch(url, { signal }));`),
    prose(`A blocked call fails with a CircuitOpenError that says until when (retryAfterMs) and why (cause). There are
      wrap(fn), the decorator guardedBy(breaker), tryAcquire() for calls that no function wraps, on('stateChange', …) and
      other events whose listeners cannot break a call, metrics(), open, close, isolate, disable, metricsOnly, and toJSON
      with CircuitBreaker.restore. A wrong setting is told in the words of the scenario file, with its path; numbers are
      milliseconds, per second, or shares.`),
    heading('Tests need not wait'),
    prose('The clock is an argument everywhere:'),
    code(`
      const clock = virtualClock();
      const breaker = new CircuitBreaker({ open: { kind: 'fixed', duration: '10s' } }, { clock });
      breaker.open();
      clock.advance('10s');
      expect(breaker.state).toBe('half-open');`),
  ],
};
