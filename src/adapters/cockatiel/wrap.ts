import type { Context, Policy } from './contract.ts';

type AnyPolicy = Policy<Context, unknown>;
type Policies = readonly [AnyPolicy, ...AnyPolicy[]];

type GivenBy<One> = One extends Policy<infer Given, unknown> ? Given : never;
type InsteadOf<One> = One extends { readonly _altReturn: infer Instead } ? Instead : never;

/** All of what any of them gives to the function. */
type AllGiven<List extends readonly unknown[]> = List extends readonly [infer First, ...infer Rest]
  ? GivenBy<First> & AllGiven<Rest>
  : Context;

/** Several policies as one. */
export interface MergedPolicy<Given extends Context, Instead, Wrapped>
  extends Policy<Given, Instead> {
  readonly wrapped: Wrapped;
}

/** One policy around the other, outermost first; it tells of the outermost. */
export function wrap<List extends Policies>(
  ...policies: List
): MergedPolicy<AllGiven<List>, InsteadOf<List[number]>, List> {
  type Fn = (context: Context) => unknown;
  const run = (fn: Fn, place: number, context: Partial<Context>): unknown => {
    const policy = policies[place];
    if (policy === undefined) return fn(context as Context);
    return policy.execute((given) => run(fn, place + 1, { ...context, ...given }), context.signal);
  };
  const [outermost] = policies;
  const merged = {
    wrapped: policies,
    onSuccess: outermost.onSuccess,
    onFailure: outermost.onFailure,
    execute: (fn: Fn, signal?: AbortSignal) =>
      Promise.resolve(run(fn, 0, signal === undefined ? {} : { signal })),
  };
  return merged as unknown as ReturnType<typeof wrap<List>>;
}

/** Puts a policy around a method; of TypeScript's `experimentalDecorators`. */
export function usePolicy(policy: Policy) {
  return (_target: unknown, _key: string, descriptor: PropertyDescriptor): void => {
    const method: unknown = descriptor.value;
    if (typeof method !== 'function') {
      throw new TypeError(`usePolicy: a method is wanted, found ${typeof method}`);
    }
    descriptor.value = function (this: unknown, ...args: unknown[]) {
      const signal = args.at(-1) instanceof AbortSignal ? (args.pop() as AbortSignal) : undefined;
      return policy.execute(
        (context) => Reflect.apply(method, this, [...args, context]) as unknown,
        signal,
      );
    };
  };
}
