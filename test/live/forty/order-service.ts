import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { redisStore, SharedCircuitBreaker, sharedState } from '../../../src/index.ts';

/**
 * An OrderService of the fleet, in a process of its own: order after order, each one call to the gateway
 * through the circuit that all share. It tells whoever started it all that happens to it.
 */

/** What an OrderService is given, as JSON. */
export interface Duty {
  readonly member: number;
  readonly redis: string;
  readonly key: string;
  readonly gatewayPort: number;
  readonly openMs: number;
  readonly leaseMs: number;
  readonly refreshMs: number;
  /** Between two orders. */
  readonly pauseMs: number;
}

export type Outcome = 'paid' | 'failed' | 'blocked';

/** What it says. `sinceLook`: calls to the gateway since the store answered last, this one included. */
export type Said =
  | { readonly what: 'order'; readonly outcome: Outcome; readonly sinceLook: number }
  | { readonly what: 'changed'; readonly change: string; readonly reason: string }
  | { readonly what: 'done'; readonly orders: number };

const duty = JSON.parse(process.argv[2]!) as Duty;
/** Nothing is asked of a loaded machine but that it answers at all. */
const PATIENCE_MS = 20_000;
const agent = new Agent({ keepAlive: true });
const client = new Redis(duty.redis, { maxRetriesPerRequest: 1, retryStrategy: () => 50 });
client.on('error', () => {});
let sinceLook = 0;
let orders = 0;
const leaving = new AbortController();

const say = (said: Said): void => {
  process.send?.(said);
};

const store = redisStore({
  call: async (command, ...args) => {
    const answer = await client.call(command, ...args);
    sinceLook = 0;
    return answer;
  },
});
const breaker = new SharedCircuitBreaker(
  {
    trip: { kind: 'consecutive-failures', failures: 3 },
    open: { kind: 'fixed', duration: duty.openMs },
  },
  {
    shared: sharedState({
      store,
      key: duty.key,
      refresh: duty.refreshMs,
      lease: duty.leaseMs,
      patience: PATIENCE_MS,
    }),
  },
);
breaker.on('stateChange', ({ from, to, reason }) =>
  say({ what: 'changed', change: `${from} -> ${to}`, reason }),
);

/** One call to the gateway, which answers 200 or not at all well. */
function pay(): Promise<void> {
  sinceLook++;
  const options = {
    host: '127.0.0.1',
    port: duty.gatewayPort,
    agent,
    headers: { 'x-member': duty.member },
  };
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`status ${answer.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function order(): Promise<Outcome> {
  orders++;
  try {
    await breaker.execute(pay);
    return 'paid';
  } catch (error) {
    return (error as Error).name === 'CircuitOpenError' ? 'blocked' : 'failed';
  }
}

async function work(): Promise<void> {
  while (!leaving.signal.aborted) {
    const outcome = await order();
    say({ what: 'order', outcome, sinceLook });
    await pause(duty.pauseMs);
  }
  say({ what: 'done', orders });
  process.disconnect();
}

process.on('message', () => {
  leaving.abort();
});
// Done, or whoever started it is gone.
process.on('disconnect', () => process.exit());
void work();
