import { CircuitBreaker, virtualClock } from '../../src/index.ts';

export const SETTINGS = {
  trip: { kind: 'consecutive-failures', failures: 2 },
  open: { kind: 'fixed', duration: '10s' },
  probe: { permits: 1, successes: 1 },
} as const;

export const down = new Error('down');
export const fails = (): never => {
  throw down;
};

export function setUp(settings: object = SETTINGS, tools: object = {}) {
  const clock = virtualClock();
  return { clock, breaker: new CircuitBreaker(settings as never, { clock, ...tools }) };
}

/** What `act` throws. */
export function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** Opens the circuit of SETTINGS. */
export function open(breaker: CircuitBreaker): void {
  for (let i = 0; i < 2; i++) thrownBy(() => breaker.execute(fails));
}
