import { describe, expect, it } from 'vitest';
import { pipelineSettings } from '../../src/resilience/pipeline.ts';
import { decoded } from '../kernel/decoded.ts';

const SENT_OR_NOT = ['error', 'timeout', 'blocked', 'rejected'];

describe('a policy of a pipeline', () => {
  it.each<[string, unknown, unknown]>([
    [
      'retry',
      {},
      {
        calls: 3,
        backoff: { kind: 'exponential', initial: 100, factor: 2, max: 30_000, jitter: 'full' },
        on: ['error', 'timeout'],
        blockedToo: false,
        retryAfter: true,
        maxRetryAfter: 60_000,
      },
    ],
    ['bulkhead', {}, { calls: 10, queue: 0 }],
    ['rateLimit', { rate: '120/min' }, { rate: 2, burst: 1 }],
    ['throttle', {}, { k: 2, window: 120_000 }],
    ['throttle', { k: 1 }, { k: 1, window: 120_000 }],
    ['timeout', '1s', 1_000],
    [
      'concurrencyLimit',
      { kind: 'aimd' },
      { kind: 'aimd', initial: 20, min: 1, max: 1_000, backoff: 0.9 },
    ],
    [
      'concurrencyLimit',
      { kind: 'gradient' },
      { kind: 'gradient', initial: 20, min: 1, max: 1_000, tolerance: 1.5 },
    ],
    ['fallback', { kind: 'value' }, { kind: 'value', on: SENT_OR_NOT }],
    ['fallback', { kind: 'backup' }, { kind: 'backup', on: SENT_OR_NOT }],
    ['fallback', { kind: 'cached' }, { kind: 'cached', maxAge: 60_000, on: SENT_OR_NOT }],
    ['fallback', { kind: 'degraded' }, { kind: 'degraded', hold: 5_000, on: SENT_OR_NOT }],
    [
      'fallback',
      { kind: 'defer' },
      { kind: 'defer', drain: 10, after: 10_000, tries: 5, on: SENT_OR_NOT },
    ],
    [
      'breaker',
      {},
      {
        trip: { kind: 'consecutive-failures', failures: 5 },
        open: { kind: 'fixed', duration: 10_000, jitter: 0 },
        probe: { kind: 'consecutive-successes', permits: 1, successes: 1 },
        declinedIsFailure: false,
      },
    ],
  ])('%s %j has all its settings filled in', (policy, settings, filled) => {
    expect(decoded(pipelineSettings, [{ [policy]: settings }])).toEqual([
      { policy, settings: filled },
    ]);
  });

  it('a budget for retries is filled in where there is one', () => {
    expect(decoded(pipelineSettings, [{ retry: { budget: {} } }])).toMatchObject([
      { settings: { budget: { share: 0.2, burst: 10 } } },
    ]);
  });

  it('may stand in for the breaker', () => {
    expect(decoded(pipelineSettings, [{ timeout: '1s', insteadOf: 'breaker' }])).toEqual([
      { policy: 'timeout', settings: 1_000, insteadOf: 'breaker' },
    ]);
  });

  const ONE_EACH =
    'one policy a list entry: fallback, retry, breaker, timeout, bulkhead, rateLimit, throttle, concurrencyLimit';

  it.each<[unknown, string]>([
    [{ retry: { calls: 101 } }, '[0].retry.calls: found 101, expected at most 100 calls'],
    [{ retry: { blockedToo: 1 } }, '[0].retry.blockedToo: found 1, expected true or false'],
    [{ retry: { retryAfter: 'no' } }, '[0].retry.retryAfter: found "no", expected true or false'],
    [
      { retry: { on: 'error' } },
      '[0].retry.on: found "error", expected a list of failures, such as [error, timeout]',
    ],
    [
      { retry: { on: [] } },
      '[0].retry.on: found [], expected at least one of declined, error, refused, timeout, blocked, rejected',
    ],
    [{ throttle: { k: 0.9 } }, '[0].throttle.k: found 0.9, expected a number of at least 1'],
    [{ throttle: { k: 'x' } }, '[0].throttle.k: found "x", expected a number of at least 1'],
    [
      { throttle: { k: Infinity } },
      '[0].throttle.k: found Infinity, expected a number of at least 1',
    ],
    [
      { rateLimit: { rate: 0 } },
      '[0].rateLimit.rate: found 0, expected a rate such as 300/s or 12/min, above 0/s',
    ],
    [
      { fallback: { kind: 'defer', drain: 0 } },
      '[0].fallback.drain: found 0, expected a rate such as 10/s or 600/min, above 0/s',
    ],
    ...[0, 1].map((backoff): [unknown, string] => [
      { concurrencyLimit: { kind: 'aimd', backoff } },
      `[0].concurrencyLimit.backoff: found ${backoff}, expected a share such as 90%, above 0% and below 100%`,
    ]),
    [
      { breaker: { declinedIsFailure: 1 } },
      '[0].breaker.declinedIsFailure: found 1, expected true or false',
    ],
    [{}, `[0]: found {}, expected ${ONE_EACH}`],
    [
      { timeout: '1s', bulkhead: {} },
      `[0]: found {"timeout":"1s","bulkhead":{}}, expected ${ONE_EACH}`,
    ],
  ])('%j: %s', (written, message) => {
    expect(decoded(pipelineSettings, [written])).toBe(message);
  });

  it('stands in a list', () => {
    expect(decoded(pipelineSettings, 'retry')).toBe('found "retry", expected a list of policies');
  });
});
