import * as v from 'valibot';
import { CALL_COUNTS, LATENCY_MEASURES, ORDER_COUNTS } from '../model/counts.ts';
import { BREAKER_STATES } from '../resilience/breaker/state.ts';
import type { Result } from './result.ts';
import { block, finite, notNegative, whole, wholeDifference } from './result-numbers.ts';

/** What a result is when it comes back from a file: what is more than the contract is let through. */

const text = v.string('a text');

const state = v.picklist(BREAKER_STATES, `one of ${BREAKER_STATES.join(', ')}`);
const latency = v.nullable(block(notNegative, ...LATENCY_MEASURES));
const amounts = block(whole, 'offered', 'paid', 'lost');

const tick = v.looseObject({
  startMs: notNegative,
  state: v.nullable(state),
  orders: block(whole, ...ORDER_COUNTS),
  calls: block(whole, ...CALL_COUNTS),
  amountCents: v.exactOptional(amounts),
  latencyMs: latency,
  orderService: block(whole, 'busy', 'backlog'),
  paymentService: block(whole, 'busy', 'queued'),
});

const service = {
  utilisation: v.nullable(notNegative),
  meanQueued: notNegative,
  refused: whole,
};

const totals = v.looseObject({
  orders: block(whole, ...ORDER_COUNTS, 'pending'),
  calls: block(whole, ...CALL_COUNTS, 'pending'),
  latencyMs: latency,
  callLatencyMs: latency,
  queueWaitMs: latency,
  paymentService: v.looseObject(service),
  amountCents: amounts,
  charges: block(whole, 'made', 'duplicate', 'orphaned'),
  rejections: block(whole, 'bulkhead', 'rateLimit', 'throttle', 'concurrencyLimit'),
  deferred: v.nullable(
    v.looseObject({
      drained: whole,
      paid: whole,
      declined: whole,
      failed: whole,
      waiting: whole,
      paidCents: whole,
      waitMs: latency,
    }),
  ),
  backup: v.nullable(
    v.looseObject({
      calls: block(whole, ...CALL_COUNTS, 'pending'),
      paid: whole,
      callLatencyMs: latency,
      ...service,
    }),
  ),
  breaker: v.nullable(block(notNegative, 'opens', 'openMs', 'halfOpenMs')),
});

const transition = v.looseObject({
  atMs: notNegative,
  from: state,
  to: state,
  reason: text,
  instance: v.exactOptional(whole),
});

const tally = block(whole, 'orders', 'amountCents');

const comparison = v.looseObject({
  baseline: text,
  candidate: text,
  winner: v.nullable(text),
  difference: block(
    wholeDifference,
    'paidOrders',
    'paidCents',
    'paidLaterOrders',
    'paidLaterCents',
  ),
  cost: tally,
  loss: tally,
  gain: tally,
  trouble: v.nullable(block(notNegative, 'fromMs', 'untilMs')),
  recovery: v.array(
    v.looseObject({ arm: text, suffered: v.boolean(), recoveredAtMs: v.nullable(notNegative) }),
  ),
  verdict: v.array(text),
});

const threshold = v.looseObject({
  text,
  arm: text,
  verdict: v.picklist(['passed', 'failed', 'not judged']),
  observed: v.nullable(finite),
  unit: v.picklist(['share', 'ms', 'number']),
});

const head = v.looseObject({
  name: text,
  title: text,
  seed: finite,
  durationMs: v.pipe(finite, v.gtValue(0, 'a number above 0')),
  tickMs: v.pipe(finite, v.gtValue(0, 'a number above 0')),
  story: v.exactOptional(text),
  accounts: v.exactOptional(v.array(v.looseObject({ label: text, lines: v.array(text) }))),
  script: v.exactOptional(
    v.array(
      v.looseObject({
        fromMs: notNegative,
        untilMs: v.nullable(notNegative),
        changes: v.array(text),
      }),
    ),
  ),
});

export const resultSchema = v.looseObject({
  format: v.literal('blackfriday.result/1', '"blackfriday.result/1"'),
  scenario: head,
  arms: v.pipe(
    v.array(
      v.looseObject({
        name: text,
        endMs: notNegative,
        ticks: v.exactOptional(v.array(tick)),
        totals,
        transitions: v.array(transition),
      }),
    ),
    v.minLength(1, 'at least one arm'),
  ),
  comparison: v.exactOptional(comparison),
  thresholds: v.exactOptional(v.array(threshold)),
  partial: v.exactOptional(block(notNegative, 'untilMs')),
}) satisfies v.GenericSchema<unknown, Result>;
