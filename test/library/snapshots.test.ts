import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BreakerSnapshot, CircuitBreaker } from '../../src/index.ts';
import { fails, setUp, thrownBy } from './set-up.ts';

type Breaker = ReturnType<typeof setUp>;

/** What can happen to a breaker. */
const happenings: Readonly<Record<string, (it: Breaker) => unknown>> = {
  success: ({ breaker }) => breaker.tryAcquire()?.succeed(),
  failure: ({ breaker }) => breaker.tryAcquire()?.fail(),
  ignored: ({ breaker }) => breaker.tryAcquire()?.ignore(),
  hanging: ({ breaker }) => breaker.tryAcquire(),
  'a moment': ({ clock }) => clock.advance(0.5),
  'a while': ({ clock }) => clock.advance('3s'),
  'an hour': ({ clock }) => clock.advance('1h'),
  open: ({ breaker }) => breaker.open(),
  close: ({ breaker }) => breaker.close(),
  reset: ({ breaker }) => breaker.reset(),
  disable: ({ breaker }) => breaker.disable(),
  'metrics only': ({ breaker }) => breaker.metricsOnly(),
  isolate: ({ breaker }) => breaker.isolate(),
  'isolate for a moment': ({ breaker }) => breaker.isolate()(),
  alert: ({ breaker }) => breaker.alert('1s'),
};

const settings = {
  trip: { kind: 'consecutive-failures', failures: 2 },
  open: { kind: 'exponential', initial: '5s', healthy: '10s', jitter: '100%' },
} as const;

const saved = (breaker: CircuitBreaker): BreakerSnapshot =>
  JSON.parse(JSON.stringify(breaker)) as BreakerSnapshot;

describe('a snapshot', () => {
  it('of any breaker is taken, and taken again it is the same', () => {
    const history = fc.array(fc.constantFrom(...Object.keys(happenings)), { maxLength: 40 });
    fc.assert(
      fc.property(
        history,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (names, luck) => {
          const it = setUp(settings, { random: { next: () => luck } });
          for (const name of names) happenings[name]!(it);
          const snapshot = saved(it.breaker);
          const restored = CircuitBreaker.restore(snapshot, settings, { clock: it.clock });
          expect(saved(restored)).toEqual(snapshot);
        },
      ),
    );
  });

  /** Of a breaker that is open for another 10 s after 2 failures, one call blocked. */
  function open(): BreakerSnapshot {
    const { breaker } = setUp();
    for (let i = 0; i < 3; i++) thrownBy(() => breaker.execute(fails));
    return saved(breaker);
  }

  it.each<[(was: BreakerSnapshot) => object, string]>([
    [
      () => ({ remainingOpenMs: 0 }),
      'remainingOpenMs: found 0, expected a time above 0 while open',
    ],
    [
      () => ({ state: 'half-open' }),
      'remainingOpenMs: found 10000, expected a time above 0 while open',
    ],
    [
      () => ({ state: 'closed' }),
      'remainingOpenMs: found 10000, expected a time above 0 while open',
    ],
    [() => ({ closedMs: 1 }), 'closedMs: found 1, expected 0 unless closed'],
    [() => ({ mode: 'disabled' }), 'mode: found "disabled", expected a closed circuit'],
    [() => ({ reopenings: 0 }), 'reopenings: found 0, expected 0 where it has never opened'],
    [() => ({ reopenings: 1.5 }), 'reopenings: found 1.5, expected a whole number, 0 or more'],
    [
      () => ({ lastTrip: { reason: '', failures: 0 } }),
      'reopenings: found 1, expected 0 where it has never',
    ],
    [
      () => ({ lastTrip: { reason: 'why', failures: 3 } }),
      'lastTrip: found {"reason":"why","failures":3}, expected no more',
    ],
    [
      ({ counts }) => ({ counts: { ...counts, calls: 0 } }),
      'expected no more blocked calls than calls',
    ],
    [
      ({ counts }) => ({ counts: { ...counts, late: -1 } }),
      'counts.late: found -1, expected a whole number',
    ],
    [
      ({ counts }) => ({ counts: { ...counts, pings: 1e300 } }),
      'counts.pings: found 1e+300, expected a whole number',
    ],
    [
      () => ({ savedAtEpochMs: Number.POSITIVE_INFINITY }),
      'savedAtEpochMs: found Infinity, expected a number of at most',
    ],
    [
      () => ({ remainingOpenMs: null }),
      'remainingOpenMs: found null, expected a number, 0 or more',
    ],
    [() => ({ closedMs: -1 }), 'closedMs: found -1, expected a number, 0 or more'],
    [() => ({ owner: 'me' }), 'owner: found unknown key "owner"'],
  ])('that no breaker wrote is refused, with the place: %s', (change, message) => {
    const snapshot = open();
    expect(() => CircuitBreaker.restore({ ...snapshot, ...change(snapshot) })).toThrow(message);
  });
});
