import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import { BACKOFFS, backoffSettings, createBackoff } from '../../../src/resilience/retry/backoff.ts';
import { decoded } from '../../kernel/decoded.ts';

const delays = (written: unknown, draw: number) => {
  const backoff = createBackoff(decode(backoffSettings, written));
  return [1, 2, 3, 4, 5].map((retry) => backoff(retry, { next: () => draw }));
};

describe('the waits before the second to sixth call', () => {
  const doubling = { kind: 'exponential', initial: '100ms', factor: 2, max: '1s' };
  it.each([
    [{ kind: 'fixed', delay: '250ms' }, 0.5, [250, 250, 250, 250, 250]],
    [{ kind: 'fixed', delay: 0 }, 0.5, [0, 0, 0, 0, 0]],
    [{ ...doubling, jitter: 'none' }, 0.5, [100, 200, 400, 800, 1000]],
    [{ ...doubling, jitter: 'full' }, 0, [0, 0, 0, 0, 0]],
    [{ ...doubling, jitter: 'full' }, 0.5, [50, 100, 200, 400, 500]],
    [{ ...doubling, jitter: 'equal' }, 0, [50, 100, 200, 400, 500]],
    [{ ...doubling, jitter: 'equal' }, 0.5, [75, 150, 300, 600, 750]],
    [{ ...doubling, factor: 1, jitter: 'none' }, 0.5, [100, 100, 100, 100, 100]],
    [{ ...doubling, max: '50ms', jitter: 'none' }, 0.5, [50, 50, 50, 50, 50]],
    [{ ...doubling, initial: 0, factor: 1e200, jitter: 'none' }, 0.5, [0, 0, 0, 0, 0]],
  ])('%j, draw %s', (written, draw, expected) => {
    expect(delays(written, draw)).toEqual(expected);
  });

  it('stay within bounds however many there are', () => {
    const jitter = fc.constantFrom('none', 'full', 'equal');
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(jitter, draw, fc.integer({ min: 1, max: 5000 }), (kind, uniform, retry) => {
        const written = { kind: 'exponential', initial: 10, factor: 3, max: '20s', jitter: kind };
        const wait = createBackoff(decode(backoffSettings, written))(retry, {
          next: () => uniform,
        });
        expect(wait).toBeGreaterThanOrEqual(kind === 'full' ? 0 : kind === 'equal' ? 5 : 10);
        expect(wait).toBeLessThanOrEqual(20_000);
      }),
    );
  });

  it('spend a draw only where chance decides', () => {
    const spent = (written: unknown) => {
      let draws = 0;
      createBackoff(decode(backoffSettings, written))(1, { next: () => ++draws / 10 });
      return draws;
    };
    expect(spent({ kind: 'fixed' })).toBe(0);
    expect(spent({ kind: 'exponential', jitter: 'none' })).toBe(0);
    expect(spent({ kind: 'exponential', jitter: 'full' })).toBe(1);
    expect(spent({ kind: 'exponential', jitter: 'equal' })).toBe(1);
  });
});

describe('its settings', () => {
  it.each(BACKOFFS.map(({ kind }) => [kind]))('%s needs no more than its name', (kind) => {
    const wait = createBackoff(decode(backoffSettings, { kind }))(1, { next: () => 0.5 });
    expect(wait).toBeGreaterThan(0);
  });

  it.each([
    [{ kind: 'fixed' }, { kind: 'fixed', delay: 100 }],
    [
      { kind: 'exponential' },
      { kind: 'exponential', initial: 100, factor: 2, max: 30_000, jitter: 'full' },
    ],
    [{ kind: 'fibonacci' }, 'kind: found "fibonacci", expected one of fixed, exponential'],
    [
      { kind: 'exponential', jitter: 'ful' },
      'jitter: found "ful", expected one of none, full, equal; did you mean "full"?',
    ],
    [{ kind: 'exponential', factor: 0 }, 'factor: found 0, expected a number above 0'],
  ])('%j', (written, expected) => {
    expect(decoded(backoffSettings, written)).toEqual(expected);
  });
});
