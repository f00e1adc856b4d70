import { describe, expect, it } from 'vitest';
import { participants, SETTINGS } from './participants.ts';

describe('a circuit that many share', () => {
  it('opens once for all by what one counted, and all know within `refresh`', async () => {
    const { call, good, bad, clock, breakers, memory, all } = participants(40);
    await good(...all);
    await bad(7, 7, 7);
    expect(memory.record()).toMatchObject({ state: 'open', epoch: 1 });
    expect(await call(7)).toBe('blocked');
    expect(await call(8)).toBe('waits');
    clock.advance(500);
    expect(await call(8)).toBe('waits');
    clock.advance(1);
    expect(await call(...all)).toBe(all.map(() => 'blocked').join(' '));
    expect(breakers.filter(({ state }) => state === 'open')).toHaveLength(40);
    expect(memory.record().epoch).toBe(1);
  });

  it('says why and until when', async () => {
    const { bad, clock, breakers } = participants(2);
    await bad(0, 0, 0);
    clock.advance('1s');
    await expect(breakers[1]!.execute(async () => 1)).rejects.toMatchObject({
      name: 'CircuitOpenError',
      state: 'open',
      reason: '3 consecutive failures',
      failures: 3,
      retryAfterMs: 9_000,
    });
    expect(breakers[1]!.retryAfterMs).toBe(9_000);
  });

  it('counts apart: two failures here and one there are not three', async () => {
    const { bad, states } = participants(2);
    await bad(0, 0);
    await bad(1);
    expect(states()).toBe('closed closed');
  });

  it('is probed by one at a time, whose verdict all heed', async () => {
    const { call, bad, finish, clock, states, all, atWork } = participants(5);
    await bad(0, 0, 0);
    await clock.advanceAsync('10s');
    const tried = await call(...all);
    expect(tried.split(' ').sort().join(' ')).toBe('blocked blocked blocked blocked waits');
    expect(atWork).toHaveLength(1);
    expect(await call(...all)).toBe('blocked blocked blocked blocked blocked');
    await finish('succeed');
    await clock.advanceAsync(501);
    expect(states()).toBe('closed closed closed closed closed');
    expect(await call(...all)).toBe('waits waits waits waits waits');
  });

  it('opens again for all where the probe fails, for longer each time if the policy says so', async () => {
    const open = { kind: 'exponential', initial: '10s', factor: 3, max: '5m' } as const;
    const { call, bad, finish, clock, breakers, all } = participants(3, {}, { ...SETTINGS, open });
    await bad(0, 0, 0);
    await clock.advanceAsync('10s');
    await call(2);
    await finish('fail');
    await clock.advanceAsync(501);
    expect(await call(...all)).toBe('blocked blocked blocked');
    expect(breakers.map(({ retryAfterMs }) => retryAfterMs)).toEqual([29_499, 29_499, 29_499]);
    await clock.advanceAsync('29.499s');
    await call(1);
    await finish('fail');
    await clock.advanceAsync(501);
    expect(breakers[0]!.retryAfterMs).toBe(89_499);
  });

  it('is not held by a probe that hangs: its lease ends, and its answer comes too late', async () => {
    const { call, bad, finish, clock, states, atWork } = participants(3, { lease: '5s' });
    await bad(0, 0, 0);
    await clock.advanceAsync('10s');
    expect(await call(1)).toBe('waits');
    await clock.advanceAsync('4s');
    expect(await call(2)).toBe('blocked');
    await clock.advanceAsync('2s');
    expect(await call(2)).toBe('waits');
    atWork.shift()!.fail();
    await clock.advanceAsync(501);
    expect(states()).toBe('half-open half-open half-open');
    await finish('succeed');
    await clock.advanceAsync(501);
    expect(states()).toBe('closed closed closed');
  });

  it('is not held by its own hanging probe, either', async () => {
    const { call, bad, clock } = participants(1, { lease: '5s' });
    await bad(0, 0, 0);
    await clock.advanceAsync('10s');
    expect(await call(0)).toBe('waits');
    expect(await call(0)).toBe('blocked');
    await clock.advanceAsync('6s');
    expect(await call(0)).toBe('waits');
  });

  it('a quiet process learns of the end without a call', async () => {
    const { call, bad, good, finish, clock, states } = participants(2);
    await good(0, 1);
    await bad(0, 0, 0);
    await clock.advanceAsync(501);
    await call(1);
    await clock.advanceAsync('10s');
    await call(0);
    await finish('succeed');
    await clock.advanceAsync(501);
    expect(states()).toBe('closed closed');
  });

  it('drops what comes from before: a late failure does not open it again', async () => {
    const { call, bad, good, clock, states, atWork, memory } = participants(2);
    await call(1, 1, 1);
    const slow = atWork.splice(0);
    await bad(0, 0, 0);
    await clock.advanceAsync('10s');
    await good(0);
    await clock.advanceAsync(501);
    await good(1);
    for (const one of slow) one.fail();
    await clock.advanceAsync(501);
    expect(states()).toBe('closed closed');
    expect(memory.record()).toMatchObject({ state: 'closed', epoch: 3 });
  });
});

describe('a quorum', () => {
  it.each([[{ quorum: 3 }], [{ quorum: '30%', members: 10 }], [{ quorum: 0.21, members: 10 }]])(
    'of %j: one that is poisoned shuts out itself alone, the third all',
    async (shared) => {
      const { bad, call, clock, memory } = participants(10, shared);
      await bad(0, 0, 0);
      expect(await call(0, 1)).toBe('blocked waits');
      await bad(1, 1, 1);
      clock.advance(501);
      expect(await call(0, 1, 2)).toBe('blocked blocked waits');
      expect(memory.record().state).toBe('closed');
      await bad(2, 2, 2);
      clock.advance(501);
      expect(await call(3, 9)).toBe('blocked blocked');
      expect(memory.record()).toMatchObject({ state: 'open', epoch: 1 });
    },
  );

  it('is of votes that stand at once: an open time that is over is none, nor is a circuit that closed', async () => {
    const { bad, good, clock, memory } = participants(3, { quorum: 2 });
    await bad(0, 0, 0);
    await clock.advanceAsync('10s');
    await good(0);
    expect(memory.record().votes).toEqual({});
    await bad(1, 1, 1);
    await clock.advanceAsync('10s');
    await bad(2, 2, 2);
    expect(memory.record().state).toBe('closed');
    await bad(1);
    expect(memory.record().state).toBe('open');
  });
});
