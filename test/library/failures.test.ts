import { describe, expect, it } from 'vitest';
import { CircuitBreaker, SettingsError } from '../../src/index.ts';
import { down, fails, SETTINGS, setUp, thrownBy } from './set-up.ts';

/** What is thrown, in words and in fact, and its kind. */
type Row = [string, unknown, string];

describe('what counts as a failure', () => {
  const ends = (error: unknown) => () => {
    throw error;
  };
  const named = (name: string) => Object.assign(new Error(name), { name });
  const coded = (code: string) => Object.assign(new Error(code), { code });

  it.each<Row>([
    ['an error', down, 'error'],
    ['a string', 'thrown', 'error'],
    ['nothing', undefined, 'error'],
    ['a timeout by name', named('TimeoutError'), 'timeout'],
    ...[
      'ETIMEDOUT',
      'ESOCKETTIMEDOUT',
      'UND_ERR_CONNECT_TIMEOUT',
      'UND_ERR_HEADERS_TIMEOUT',
      'UND_ERR_BODY_TIMEOUT',
    ].map((code) => ['a timeout by code', coded(code), 'timeout'] satisfies Row),
    ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'].map(
      (code) => ['a service out of reach', coded(code), 'refused'] satisfies Row,
    ),
    ['a refused fetch', new TypeError('fetch failed', { cause: coded('ECONNREFUSED') }), 'refused'],
    ['a code of its own', coded('toString'), 'error'],
    ['a code that is no text', Object.assign(new Error('1'), { code: 1 }), 'error'],
    ['an error for a reason of no kind', new Error('down', { cause: null }), 'error'],
    ['null', null, 'error'],
  ])('%s thrown: of its kind', (_, error, kind) => {
    const { breaker } = setUp();
    const kinds: string[] = [];
    breaker.on('failure', (event) => kinds.push(event.kind));
    expect(thrownBy(() => breaker.execute(ends(error)))).toBe(error);
    expect(kinds).toEqual([kind]);
  });

  it.each(['CircuitOpenError', 'RejectedError'])(
    'not a call that a guard further in never sent (%s)',
    (name) => {
      const { breaker } = setUp();
      for (let i = 0; i < 5; i++) expect(() => breaker.execute(ends(named(name)))).toThrow(name);
      expect(breaker.metrics()).toMatchObject({ ignored: 5, failed: 0 });
    },
  );

  it('is for `isFailure` to say, of results as of errors', () => {
    const { breaker } = setUp(
      { ...SETTINGS, trip: { kind: 'consecutive-failures', failures: 100 } },
      {
        isFailure: (value: unknown, threw: boolean) =>
          threw ? value !== 'no funds' && true : value === 500 || (value === 404 && 'ignored'),
      },
    );
    expect(breaker.execute(() => 500)).toBe(500);
    expect(breaker.execute(() => 404)).toBe(404);
    expect(breaker.execute(() => 200)).toBe(200);
    expect(thrownBy(() => breaker.execute(ends('no funds')))).toBe('no funds');
    expect(() => breaker.execute(ends(down))).toThrow(down);
    expect(breaker.metrics()).toMatchObject({ successful: 2, failed: 2, ignored: 1 });
  });

  it.each([
    [false, { successful: 1, failed: 0 }],
    [true, { successful: 0, failed: 1 }],
  ])('a declined payment: as the settings say (declinedIsFailure: %s)', (flag, counts) => {
    const { breaker } = setUp({ declinedIsFailure: flag }, { isFailure: () => 'declined' });
    breaker.execute(() => 'no');
    expect(breaker.metrics()).toMatchObject(counts);
  });

  it('an `isFailure` that throws takes no permit with it', () => {
    const { breaker } = setUp(SETTINGS, { isFailure: fails });
    expect(() => breaker.execute(() => 1)).toThrow(down);
    expect(breaker.metrics()).toMatchObject({ calls: 1, ignored: 1 });
  });
});

describe('settings', () => {
  it('all have a default', () => {
    expect(new CircuitBreaker().state).toBe('closed');
  });

  it('that are wrong are answered as in a file, all at once, with their paths', () => {
    const settings = { trip: { kind: 'consecutive-failures', failures: 0 }, opn: 1 };
    const error = thrownBy(() => new CircuitBreaker(settings as never)) as SettingsError;
    expect(error).toBeInstanceOf(SettingsError);
    expect(error.message).toBe(
      [
        'trip.failures: found 0, expected a whole number of at least 1',
        'opn: found unknown key "opn", expected one of name, trip, open, probe, declinedIsFailure, late, keepsCounts, warmUp; did you mean "open"?',
      ].join('\n'),
    );
  });
});
