import { transform } from 'esbuild';
import { expect, it } from 'vitest';
import { CircuitBreaker, guardedBy } from '../../src/index.ts';

/** In the syntax of users, which not every tool lets through yet. */
const GATEWAY = `
  class Gateway {
    fee = 2;
    @guardedBy(breaker)
    async pay(amount) {
      if (amount < 0) throw new RangeError('negative');
      return amount + this.fee;
    }
  }
  return Gateway;`;

interface Gateway {
  pay(amount: number): Promise<number>;
}

it('a decorated method keeps its arguments and its this, and its calls go through the guard', async () => {
  const breaker = new CircuitBreaker({ trip: { kind: 'consecutive-failures', failures: 1 } });
  const { code } = await transform(`export function build(guardedBy, breaker) {${GATEWAY}}`, {
    target: 'es2022',
    loader: 'ts',
  });
  const { build } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const gateway: Gateway = new (build(guardedBy, breaker))();
  expect(await gateway.pay(40)).toBe(42);
  await expect(gateway.pay(-1)).rejects.toThrow('negative');
  await expect(gateway.pay(40)).rejects.toThrow('is open (1 failure)');
  expect(breaker.metrics()).toMatchObject({ calls: 3, successful: 1, failed: 1, blocked: 1 });
});
