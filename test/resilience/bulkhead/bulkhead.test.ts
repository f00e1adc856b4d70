import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bulkhead } from '../../../src/resilience/bulkhead/bulkhead.ts';
import { bulkhead } from '../../../src/resilience/bulkhead/guard.ts';
import { virtualClock } from '../../../src/resilience/virtual-clock.ts';
import { bad, callsThrough, good, nameOf } from '../call.ts';

const FULL = 'RejectedError: Call rejected: the bulkhead and its queue are full';

describe('the guard', () => {
  it('lets two in, lets one wait, and rejects the fourth at once', async () => {
    const clock = virtualClock();
    const { call, started } = callsThrough(bulkhead({ calls: 2, queue: 1 }), clock, [
      good(100),
      bad(300),
      good(100),
    ]);
    const seen = [call(), call(), call(), call()];
    await clock.advanceAsync('1s');
    expect((await Promise.all(seen)).map(nameOf)).toEqual([
      '100 paid',
      '300 Error: 500',
      '200 paid',
      `0 ${FULL}`,
    ]);
    expect(started).toEqual([0, 0, 100]);
  });

  it('passes places on in the order of asking', async () => {
    const clock = virtualClock();
    const { call } = callsThrough(bulkhead({ calls: 1, queue: 9 }), clock, [good(10)]);
    const ended: number[] = [];
    for (const number of [1, 2, 3, 4]) void call().then(() => ended.push(number));
    await clock.advanceAsync('1s');
    expect(ended).toEqual([1, 2, 3, 4]);
  });

  it('gives the seat of one who stops waiting to another', async () => {
    const clock = virtualClock();
    const { call, started } = callsThrough(bulkhead({ calls: 1, queue: 1 }), clock, [good(100)]);
    const controller = new AbortController();
    const first = call();
    const second = call(controller.signal);
    await clock.advanceAsync(10);
    controller.abort(new Error('gone'));
    const third = call();
    await clock.advanceAsync('1s');
    expect((await Promise.all([first, second, third])).map(nameOf)).toEqual([
      '100 paid',
      '10 Error: gone',
      '200 paid',
    ]);
    expect(started).toEqual([0, 100]);
  });
});

it('does as two plain lists do, whatever happens', () => {
  const commands = fc.array(fc.constantFrom('ask', 'leave', 'stop'), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(5), commands, (calls, queue, events) => {
      const real = new Bulkhead({ calls, queue });
      const inside: number[] = [];
      const line: number[] = [];
      events.forEach((event, call) => {
        if (event === 'ask') {
          const free = inside.length < calls;
          const seat = line.length < queue;
          expect(real.ask()).toBe(free ? 'enter' : seat ? 'wait' : 'reject');
          if (free) inside.push(call);
          else if (seat) line.push(call);
        } else if (event === 'leave' && inside.length > 0) {
          inside.pop();
          const next = line.shift();
          expect(real.leave()).toBe(next !== undefined);
          if (next !== undefined) inside.push(next);
        } else if (event === 'stop' && line.length > 0) {
          line.pop();
          real.stopWaiting();
        }
        expect([real.inProgress, real.waiting]).toEqual([inside.length, line.length]);
      });
    }),
  );
});
