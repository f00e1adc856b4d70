import * as v from 'valibot';
import type { Fields, Reading } from '../model/metrics/metric.ts';
import { METRICS, TICK_FLOWS, TICK_STANDS } from '../model/metrics/table.ts';
import { BREAKER_STATES } from '../resilience/breaker/state.ts';
import { ENDINGS } from './incident/stretch.ts';
import type { Result } from './result.ts';

/** What a result is when it comes back from a file: what is more than the contract is let through. */

const number = v.pipe(v.number('a number'), v.finite('a finite number'));
/** Counts, durations and money: nothing that a run counts is below 0. */
const count = v.pipe(number, v.minValue(0, 'a number, not below 0'));
const text = v.string('a text');
const counts = <const Key extends string>(...keys: readonly Key[]) =>
  v.looseObject(
    Object.fromEntries(keys.map((key) => [key, count])) as Record<Key, typeof count>,
    `an object of ${keys.join(', ')}`,
  );

/** The schema of what is read off a tree of metrics. */
function reading<Tree extends Fields<never>>(tree: Tree): v.GenericSchema<unknown, Reading<Tree>> {
  const entries = Object.entries(tree).map(([name, entry]): [string, v.GenericSchema] => {
    if ('fields' in entry) return [name, v.nullable(reading(entry.fields as Fields<never>))];
    return [name, entry.mayLack === true ? v.nullable(count) : count];
  });
  const expected = `an object of ${Object.keys(tree).join(', ')}`;
  return v.looseObject(Object.fromEntries(entries), expected) as never;
}

const state = v.picklist(BREAKER_STATES, `one of ${BREAKER_STATES.join(', ')}`);
const { backup, ...stands } = TICK_STANDS;

const tick = v.intersect([
  v.looseObject({
    startMs: count,
    state: v.nullable(state),
    backup: v.exactOptional(reading(backup.fields)),
  }),
  reading(TICK_FLOWS),
  reading(stands),
]);

const totals = reading(METRICS);

const since = v.intersect([v.looseObject({ fromMs: count }), reading(TICK_FLOWS)]);

const breaker = v.looseObject({
  name: text,
  ...counts('place', 'opens', 'openMs', 'halfOpenMs', 'blocked').entries,
});

const incident = v.looseObject({
  fromMs: count,
  untilMs: v.nullable(count),
  cause: text,
  ending: v.picklist(ENDINGS),
  hurtAtMs: v.nullable(count),
  recoveredAtMs: v.nullable(count),
  normalFromMs: v.nullable(count),
  relapses: count,
  lost: counts('orders', 'amountCents'),
});

const transition = v.looseObject({
  atMs: count,
  from: state,
  to: state,
  reason: text,
  breaker: v.exactOptional(text),
  instance: v.exactOptional(count),
});

const tally = counts('orders', 'amountCents');

const comparison = v.looseObject({
  baseline: text,
  candidate: text,
  winner: v.nullable(text),
  difference: v.looseObject({
    paidOrders: number,
    paidCents: number,
    paidLaterOrders: number,
    paidLaterCents: number,
  }),
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
  observed: v.nullable(number),
  unit: v.picklist(['share', 'ms', 'number']),
});

const head = v.looseObject({
  name: text,
  title: text,
  seed: number,
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
        instead: v.exactOptional(text),
        endMs: count,
        ticks: v.exactOptional(v.array(tick)),
        totals,
        since: v.exactOptional(v.array(since)),
        breakers: v.exactOptional(v.array(breaker)),
        incidents: v.exactOptional(v.array(incident)),
        transitions: v.array(transition),
      }),
    ),
    v.minLength(1, 'at least one arm'),
  ),
  comparison: v.exactOptional(comparison),
  thresholds: v.exactOptional(v.array(threshold)),
  partial: v.exactOptional(counts('untilMs')),
}) satisfies v.GenericSchema<unknown, Result>;
