import { describe, expect, it } from 'vitest';
import { SharedCircuitBreaker, sharedState } from '../../../../src/index.ts';
import { memoryStore, participants } from './participants.ts';

/** What a call says that is turned away, or fails. */
async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    return `it succeeded: ${String(await call)}`;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('while the store is away', () => {
  it.each([
    ['local', 'waits waits', 'blocked waits'],
    ['closed', 'waits waits', 'waits waits'],
    ['open', 'blocked blocked', 'blocked blocked'],
  ] as const)('%s: no call waits for longer than `patience`', async (whenDown, first, then) => {
    const { call, finish, bad, clock, memory } = participants(2, { whenDown });
    memory.state.isAway = true;
    const outcomes = call(0, 1);
    await clock.advanceAsync(100);
    await outcomes;
    expect(await call(0, 1)).toBe(first);
    await finish('fail');
    await bad(0, 0, 0);
    expect(await call(0, 1)).toBe(then);
  });

  it('says so', async () => {
    const { breakers, clock, memory } = participants(1, { whenDown: 'open' });
    memory.state.isAway = true;
    const refused = errorOf(breakers[0]!.execute(async () => 1));
    await clock.advanceAsync('1s');
    expect(await refused).toBe('The circuit is open (the store of the shared circuit is away)');
  });

  it('what it could not be told it is told when it is back', async () => {
    const { call, bad, clock, memory } = participants(2);
    await call(0, 1);
    memory.state.isAway = true;
    await bad(0, 0);
    expect(memory.kept.size).toBe(0);
    await clock.advanceAsync(200);
    memory.state.isAway = false;
    await clock.advanceAsync(501);
    expect(memory.record().state).toBe('open');
    expect(await call(0, 1)).toBe('blocked blocked');
  });

  it('a store that has lost everything, or holds what nobody wrote, blocks nobody', async () => {
    const { call, bad, clock, memory } = participants(2);
    await bad(0, 0, 0);
    for (const value of [undefined, 'garbage', '{"state":"open"}', 'null']) {
      if (value === undefined) memory.kept.clear();
      else memory.kept.set('payment', value);
      await clock.advanceAsync(501);
      expect(await call(0, 1)).toBe('waits waits');
    }
  });
});

describe('the one who calls', () => {
  it('may go away while the store is asked, or the service is at work', async () => {
    const { breakers, clock, memory } = participants(1);
    memory.state.isAway = true;
    const asking = new AbortController();
    const refused = errorOf(breakers[0]!.execute(async () => 1, { signal: asking.signal }));
    asking.abort(new Error('enough'));
    expect(await refused).toBe('enough');
    memory.state.isAway = false;
    await clock.advanceAsync(101);
    const working = new AbortController();
    const call = breakers[0]!.execute(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('gone')));
        }),
      { signal: working.signal },
    );
    const gone = errorOf(call);
    await clock.advanceAsync(501);
    working.abort();
    expect(await gone).toBe('gone');
    expect(breakers[0]!.metrics()).toMatchObject({ calls: 2, ignored: 2, failed: 0 });
  });

  it('reads the store once in `refresh`, however many calls there are', async () => {
    const { call, clock, memory } = participants(1);
    for (let i = 0; i < 100; i++) {
      await call(0, 0, 0);
      clock.advance(10);
    }
    expect(memory.state.reads).toBe(2);
  });

  it('sees counts, events and figures of this process', async () => {
    const { breakers, good, bad, clock, call } = participants(2);
    const told: string[] = [];
    breakers[1]!.on('stateChange', ({ from, to, reason }) => told.push(`${from} ${to}: ${reason}`));
    breakers[1]!.on('blocked', ({ state }) => told.push(`blocked ${state}`));
    await good(0, 1, 1);
    await bad(0, 0, 0);
    await clock.advanceAsync('1s');
    await call(1);
    expect(told).toEqual(['closed open: 3 consecutive failures', 'blocked open']);
    expect(breakers[1]!.metrics()).toMatchObject({
      calls: 3,
      successful: 2,
      blocked: 1,
      stateChanges: 1,
    });
  });
});

describe('mistakes', () => {
  const { store } = memoryStore(() => 0);
  it.each<[object, string]>([
    [{ key: 'a' }, 'store: is missing, expected a store with `read` and `swap`'],
    [{ store: {}, key: 'a' }, 'store: found {}, expected a store with `read` and `swap`'],
    [{ store }, 'key: is missing'],
    [{ store, key: '' }, 'key: found "", expected a name'],
    [{ store, key: 'a', refesh: 1 }, 'did you mean "refresh"?'],
    [{ store, key: 'a', quorum: '30%' }, 'members: is missing, expected how many share'],
    [{ store, key: 'a', quorum: 2.5 }, 'quorum: found 2.5, expected a whole number'],
  ])('%j', (settings, message) => {
    expect(() => sharedState(settings as never)).toThrow(message);
  });

  it.each(['gradual-recovery', 'health-check'] as const)('a probe by many: %s', (kind) => {
    const shared = sharedState({ store, key: 'a' });
    expect(() => new SharedCircuitBreaker({ probe: { kind } }, { shared })).toThrow(
      `probe.kind: found "${kind}", expected "consecutive-successes" or "success-ratio"`,
    );
  });
});
