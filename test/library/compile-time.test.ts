import { describe, expect, it } from 'vitest';
import {
  bulkhead,
  CircuitBreaker,
  concurrencyLimit,
  DeclinedError,
  fallback,
  pipeline,
  rateLimit,
  retry,
  SettingsError,
  throttle,
  timeout,
} from '../../src/index.ts';

const answer = () => 'instead';

/** What the compiler refuses: were it to take one of them, it would complain of the comment. */
const wrong: readonly (() => unknown)[] = [
  // @ts-expect-error -- no kind of trip policy, and no setting of that name
  () => new CircuitBreaker({ trip: { knd: 1 } }),
  // @ts-expect-error -- a setting of another trip policy
  () => new CircuitBreaker({ trip: { kind: 'failure-rate', failures: 3 } }),
  // @ts-expect-error -- nested policies are checked too
  () => new CircuitBreaker({ trip: { kind: 'any-of', policies: [{ kind: 'latncy' }] } }),
  // @ts-expect-error -- a window of calls or of time, not of both words
  () => new CircuitBreaker({ trip: { kind: 'failure-rate', window: { cals: 20 } } }),
  // @ts-expect-error -- a duration is a number or a text
  () => new CircuitBreaker({ open: { kind: 'fixed', duration: true } }),
  // @ts-expect-error -- the default probe policy has no such setting
  () => new CircuitBreaker({ probe: { permit: 1 } }),
  // @ts-expect-error -- no such back-off
  () => retry({ backoff: { kind: 'linear' } }),
  // @ts-expect-error -- no such failure
  () => retry({ on: ['eror'] }),
  // @ts-expect-error -- no such setting
  () => fallback({ kind: 'cached', maxage: '30s' }),
  // @ts-expect-error -- no such kind
  () => fallback({ kind: 'cache' }),
  // @ts-expect-error -- no such setting
  () => bulkhead({ cals: 3 }),
  // @ts-expect-error -- the rate is needed
  () => rateLimit({ burst: 3 }),
  // @ts-expect-error -- no such setting
  () => throttle({ K: 3 }),
  // @ts-expect-error -- a setting of the other kind
  () => concurrencyLimit({ kind: 'aimd', tolerance: 2 }),
  // @ts-expect-error -- a duration is a number or a text
  () => timeout({ after: '1s' }),
  // @ts-expect-error -- no such policy
  () => pipeline([{ retries: { calls: 3 } }]),
  // @ts-expect-error -- a policy is as strict in a pipeline as by itself
  () => pipeline([{ breaker: { trip: { kind: 'latency', limt: '1s' } } }]),
];

const right: readonly (() => unknown)[] = [
  () => new CircuitBreaker({ probe: { permits: 10, successes: 3, lease: '1m' } }),
  () =>
    new CircuitBreaker({
      trip: { kind: 'any-of', policies: [{ kind: 'latency', limit: 2_000 }, { kind: 'adaptive' }] },
      open: { kind: 'exponential', initial: '1s', jitter: '20%' },
      probe: { kind: 'gradual-recovery', steps: { from: '5%', by: 0.1 } },
    }),
  () => retry({ calls: 2, on: ['error', 'declined'], budget: { share: '20%' } } as const),
  () => fallback({ kind: 'cached', maxAge: '30s' }),
  () => fallback({ kind: 'value', on: ['timeout'] }, { answer }),
  () => bulkhead({ calls: 3 }).metrics().rejected.toFixed(),
  () => rateLimit({ rate: '300/s', burst: 10 }),
  () => throttle({ k: 3, window: '1m' }).on('rejected', ({ error }) => error.policy),
  () => concurrencyLimit({ kind: 'aimd', backoff: '80%' }),
  () => timeout('1s').on('timedOut', ({ afterMs }) => afterMs.toFixed()),
  () => pipeline([{ timeout: '10s' }, retry(), { breaker: {} }, { bulkhead: { queue: 1 } }]),
  () => new DeclinedError('no funds', { cause: 'the bank' }),
];

describe('what may be written in code', () => {
  it.each(wrong.map((act) => [act]))('is refused by the compiler, and at run time: %s', (act) => {
    expect(act).toThrow(SettingsError);
  });

  it.each(right.map((act) => [act]))('is taken by both: %s', (act) => {
    expect(act).not.toThrow();
  });

  it('no guard has the counts or events of another', () => {
    const guard = bulkhead();
    // @ts-expect-error -- a bulkhead times nobody out
    expect(guard.metrics().timedOut).toBeUndefined();
    // @ts-expect-error -- nor does it try again
    expect(guard.on('retried', () => {})).toBeTypeOf('function');
  });
});
