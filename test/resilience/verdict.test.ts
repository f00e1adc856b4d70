import { describe, expect, it } from 'vitest';
import { failureOf, retryAfterOf } from '../../src/resilience/verdict.ts';

describe('what a failure stands for', () => {
  it.each<[unknown, string]>([
    [{ name: 'CircuitOpenError' }, 'blocked'],
    [{ name: 'RejectedError' }, 'rejected'],
    [{ name: 'TimeoutError' }, 'timeout'],
    [{ name: 'DeclinedError' }, 'declined'],
    [{ name: 'DeclinedError', code: 'ECONNREFUSED' }, 'declined'],
    [{ code: 'ECONNREFUSED', cause: { code: 'ETIMEDOUT' } }, 'refused'],
    [{ cause: { code: 'ETIMEDOUT' } }, 'timeout'],
    [{ name: 'toString' }, 'error'],
    [{ name: ['TimeoutError'] }, 'error'],
    [{}, 'error'],
    ['TimeoutError', 'error'],
    [null, 'error'],
    [undefined, 'error'],
  ])('%j: %s', (error, failure) => {
    expect(failureOf(error)).toBe(failure);
  });

  it.each<[unknown, number]>([
    [{ retryAfterMs: 5 }, 5],
    [{ retryAfterMs: 0 }, 0],
    [{ retryAfterMs: -5 }, 0],
    [{ retryAfterMs: '5' }, 0],
    [{}, 0],
    [null, 0],
    ['later', 0],
  ])('%j asks to be left alone for %i ms', (error, ms) => {
    expect(retryAfterOf(error)).toBe(ms);
  });
});
