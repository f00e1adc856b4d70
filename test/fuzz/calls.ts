import fc from 'fast-check';
import {
  bulkhead,
  CircuitBreaker,
  concurrencyLimit,
  type Guard,
  pipeline,
  rateLimit,
  retry,
  throttle,
  timeout,
  virtualClock,
} from '../../src/index.ts';
import { attack } from './attack.ts';

const bite = (): never => {
  throw new Error('bitten');
};

/** Errors, some of which bite whoever looks at them. */
const ERRORS: readonly (() => unknown)[] = [
  () => new Error('down'),
  () => undefined,
  () => 'a text',
  () => Object.assign(new Error('later'), { retryAfterMs: 1e308 }),
  () => new Proxy({}, { get: bite, has: bite, getPrototypeOf: bite }),
  () => Object.defineProperty(new Error('named'), 'name', { get: bite }),
  () => Object.defineProperty(new Error('coded'), 'code', { get: bite }),
];

const clock = virtualClock();
/** The throttle turns away no call with such luck. */
const lucky = { next: () => 1 - 2 ** -40 };
const GUARDS: readonly (() => Guard)[] = [
  () => new CircuitBreaker({ trip: { kind: 'consecutive-failures', failures: 1000 } }, { clock }),
  () => bulkhead({ calls: 2, queue: 1000 }),
  () => concurrencyLimit({ kind: 'aimd', initial: 1000 }, { clock }),
  () => rateLimit({ rate: 1e6, burst: 1000 }, { clock }),
  () => throttle({ k: 1000 }, { clock, random: lucky }),
  () => timeout('1h', { clock }),
  () => retry({ calls: 1 }, { clock, random: lucky }),
];

const story = fc.record({
  guards: fc.array(fc.nat(GUARDS.length - 1), { minLength: 1, maxLength: 4 }),
  calls: fc.array(fc.record({ error: fc.option(fc.nat(ERRORS.length - 1)), late: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  }),
});

export const CALLS = [
  attack(
    'library: the caller gets his own error, and every permit comes back',
    200,
    story,
    async (one) => {
      const guard = pipeline(one.guards.map((place) => GUARDS[place]!()));
      const unhandled: unknown[] = [];
      const note = (reason: unknown) => void unhandled.push(reason);
      process.on('unhandledRejection', note);
      try {
        const made = one.calls.map(async ({ error, late }) => {
          const thrown = error === null ? null : { is: ERRORS[error]!() };
          const task = async () => {
            if (late) await Promise.resolve();
            if (thrown !== null) throw thrown.is;
            return 'good';
          };
          const got = await outcomeOf(() => guard.execute(task));
          const wanted = thrown === null ? 'good' : thrown.is;
          if (!Object.is(got.is, wanted)) throw new Error('the caller got something else');
        });
        await Promise.all(made);
        const last = await outcomeOf(() => guard.execute(() => 'still open'));
        if (last.is !== 'still open') throw new Error('a permit did not come back');
        if (unhandled.length > 0) throw new Error('a rejection was not handled');
      } finally {
        process.off('unhandledRejection', note);
      }
    },
  ),
];

/** In a box: a promise would look at it too. */
async function outcomeOf(act: () => unknown): Promise<{ readonly is: unknown }> {
  try {
    return { is: await act() };
  } catch (error) {
    return { is: error };
  }
}
