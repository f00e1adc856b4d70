import { describe, expect, it } from 'vitest';
import { CircuitBreaker, virtualClock } from '../../src/index.ts';
import { RandomStream } from '../../src/kernel/random-stream.ts';

const SETTINGS = {
  trip: { kind: 'consecutive-failures', failures: 1 },
  open: { kind: 'fixed', duration: '1s' },
  probe: { others: 'wait', lease: '5s' },
} as const;

/** A half-open breaker whose one probe is out until `end` is called. */
function probing() {
  const clock = virtualClock();
  const breaker = new CircuitBreaker(SETTINGS, { clock });
  breaker.tryAcquire()!.fail();
  clock.advance('1s');
  let end: (error?: Error) => void = () => {};
  const probe = breaker.execute(
    () =>
      new Promise<string>((resolve, reject) => {
        end = (error) => (error === undefined ? resolve('probe') : reject(error));
      }),
  );
  return { clock, breaker, probe, end: (error?: Error) => end(error) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('calls that wait for a probe', () => {
  it('are made in order once it has succeeded', async () => {
    const { breaker, probe, end } = probing();
    const made: string[] = [];
    const calls = ['a', 'b', 'c'].map((name) => breaker.execute(async () => made.push(name)));
    await turn();
    expect(made).toEqual([]);
    end();
    await expect(probe).resolves.toBe('probe');
    await Promise.all(calls);
    expect(made).toEqual(['a', 'b', 'c']);
    expect(breaker.metrics()).toMatchObject({ calls: 5, successful: 4, failed: 1, blocked: 0 });
  });

  it('are blocked once it has failed', async () => {
    const { breaker, probe, end } = probing();
    const call = breaker.execute(() => 'never made');
    end(new Error('still down'));
    await expect(probe).rejects.toThrow('still down');
    await expect(call).rejects.toMatchObject({ name: 'CircuitOpenError', state: 'open' });
    expect(breaker.metrics()).toMatchObject({ calls: 3, failed: 2, blocked: 1 });
  });

  it('become the probe where its lease ends, one of them', async () => {
    const { clock, breaker } = probing();
    const made: string[] = [];
    const first = breaker.execute(async () => made.push('first'));
    const second = breaker.execute(() => new Promise(() => made.push('second')));
    await clock.advanceAsync('4999ms');
    expect(made).toEqual([]);
    await clock.advanceAsync('1ms');
    await first;
    expect(made).toEqual(['first', 'second']);
    expect(breaker.state).toBe('closed');
    void second;
  });

  it('leave the line when their caller goes away', async () => {
    const { breaker, end } = probing();
    const controller = new AbortController();
    const call = breaker.execute(() => 'never made', { signal: controller.signal });
    controller.abort(new Error('no patience'));
    await expect(call).rejects.toThrow('no patience');
    end();
    await turn();
    expect(breaker.metrics()).toMatchObject({ calls: 2, successful: 1 });
  });

  it('by hand none waits: there is nobody to wait', () => {
    const { breaker } = probing();
    expect(breaker.tryAcquire()).toBeUndefined();
  });

  it('each ends exactly once, whatever the probes do', async () => {
    for (let seed = 0; seed < 50; seed++) {
      const luck = new RandomStream(seed, 'waiting').at(0);
      const clock = virtualClock();
      const breaker = new CircuitBreaker(SETTINGS, { clock });
      const ends = Array.from({ length: 60 }, (_, index) => {
        const takesMs = Math.floor(luck.next() * 800);
        const good = luck.chance(0.6);
        return new Promise<string>((resolve) => {
          clock.setTimer(index * 100, () => {
            const task = async (): Promise<string> => {
              await new Promise<void>((wake) => {
                clock.setTimer(takesMs, wake);
              });
              if (!good) throw new Error('failed');
              return 'made';
            };
            breaker.execute(task).then(resolve, (error: Error) => resolve(error.name));
          });
        });
      });
      await clock.advanceAsync('1m');
      const seen = await Promise.all(ends);
      const { calls, successful, failed, blocked, late } = breaker.metrics();
      expect([calls, successful + failed + blocked + late]).toEqual([60, 60]);
      expect(seen.filter((end) => end === 'CircuitOpenError')).toHaveLength(blocked);
    }
  });
});
