import * as v from 'valibot';
import { CALL_COUNTS, LATENCY_MEASURES, ORDER_COUNTS } from '../model/counts.ts';
import { BREAKER_STATES } from '../resilience/breaker/state.ts';
import type { Result } from './result.ts';

/** What a result is when it comes back from a file: what is more than the contract is let through. */

const count = v.number('a number');
const text = v.string('a text');
const counts = <const Key extends string>(...keys: readonly Key[]) =>
  v.looseObject(
    Object.fromEntries(keys.map((key) => [key, count])) as Record<Key, typeof count>,
    `an object of ${keys.join(', ')}`,
  );

const state = v.picklist(BREAKER_STATES, `one of ${BREAKER_STATES.join(', ')}`);
const latency = v.nullable(counts(...LATENCY_MEASURES));
const orderLatency = v.nullable(
  v.looseObject(
    {
      ...counts(...LATENCY_MEASURES).entries,
      paid: v.exactOptional(latency),
      unpaid: v.exactOptional(latency),
    },
    `an object of ${LATENCY_MEASURES.join(', ')}`,
  ),
);
const amounts = counts('offered', 'paid', 'lost');

const tick = v.looseObject({
  startMs: count,
  state: v.nullable(state),
  orders: counts(...ORDER_COUNTS),
  calls: counts(...CALL_COUNTS),
  amountCents: v.exactOptional(amounts),
  latencyMs: orderLatency,
  orderService: counts('busy', 'backlog'),
  paymentService: counts('busy', 'queued'),
});

const service = {
  utilisation: v.nullable(count),
  meanQueued: count,
  refused: count,
};

const totals = v.looseObject({
  orders: counts(...ORDER_COUNTS, 'pending'),
  calls: counts(...CALL_COUNTS, 'pending'),
  latencyMs: orderLatency,
  callLatencyMs: latency,
  queueWaitMs: latency,
  paymentService: v.looseObject(service),
  amountCents: amounts,
  charges: counts('made', 'duplicate', 'orphaned'),
  rejections: counts('bulkhead', 'rateLimit', 'throttle', 'concurrencyLimit'),
  deferred: v.nullable(
    v.looseObject({
      drained: count,
      paid: count,
      declined: count,
      failed: count,
      waiting: count,
      paidCents: count,
      waitMs: latency,
    }),
  ),
  backup: v.nullable(
    v.looseObject({
      calls: counts(...CALL_COUNTS, 'pending'),
      paid: count,
      callLatencyMs: latency,
      ...service,
    }),
  ),
  breaker: v.nullable(counts('opens', 'openMs', 'halfOpenMs')),
});

const transition = v.looseObject({
  atMs: count,
  from: state,
  to: state,
  reason: text,
  instance: v.exactOptional(count),
  breaker: v.exactOptional(text),
});

const breaker = v.looseObject({
  ...counts('place', 'opens', 'openMs', 'halfOpenMs', 'blocked', 'blockedWhileFitMs').entries,
  name: text,
});

const tally = counts('orders', 'amountCents');

const comparison = v.looseObject({
  baseline: text,
  candidate: text,
  winner: v.nullable(text),
  difference: counts('paidOrders', 'paidCents', 'paidLaterOrders', 'paidLaterCents'),
  cost: tally,
  loss: tally,
  gain: tally,
  trouble: v.nullable(counts('fromMs', 'untilMs')),
  recovery: v.array(
    v.looseObject({ arm: text, suffered: v.boolean(), recoveredAtMs: v.nullable(count) }),
  ),
  verdict: v.array(text),
});

const threshold = v.looseObject({
  text,
  arm: text,
  verdict: v.picklist(['passed', 'failed', 'not judged']),
  observed: v.nullable(count),
  unit: v.picklist(['share', 'ms', 'number']),
});

const head = v.looseObject({
  name: text,
  title: text,
  seed: count,
  durationMs: v.pipe(count, v.gtValue(0, 'a number above 0')),
  tickMs: v.pipe(count, v.gtValue(0, 'a number above 0')),
  story: v.exactOptional(text),
  accounts: v.exactOptional(v.array(v.looseObject({ label: text, lines: v.array(text) }))),
  script: v.exactOptional(
    v.array(v.looseObject({ fromMs: count, untilMs: v.nullable(count), changes: v.array(text) })),
  ),
});

export const resultSchema = v.looseObject({
  format: v.literal('blackfriday.result/1', '"blackfriday.result/1"'),
  scenario: head,
  arms: v.pipe(
    v.array(
      v.looseObject({
        name: text,
        endMs: count,
        ticks: v.exactOptional(v.array(tick)),
        totals,
        transitions: v.array(transition),
        breakers: v.exactOptional(v.array(breaker)),
      }),
    ),
    v.minLength(1, 'at least one arm'),
  ),
  comparison: v.exactOptional(comparison),
  thresholds: v.exactOptional(v.array(threshold)),
  partial: v.exactOptional(counts('untilMs')),
}) satisfies v.GenericSchema<unknown, Result>;
