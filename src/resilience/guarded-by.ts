import type { Guard } from './guard.ts';

type Method<This, Args extends unknown[], Result> = (this: This, ...args: Args) => Promise<Result>;

/**
 * A standard (stage 3) decorator: every call of the method goes through `guard`.
 *
 *     class Gateway {
 *       @guardedBy(breaker) async pay(order: Order) { … }
 *     }
 */
export function guardedBy(guard: Guard) {
  return <This, Args extends unknown[], Result>(
    method: Method<This, Args, Result>,
    _context: ClassMethodDecoratorContext<This, Method<This, Args, Result>>,
  ): Method<This, Args, Result> =>
    async function (this: This, ...args: Args) {
      return guard.execute(() => method.apply(this, args));
    };
}
