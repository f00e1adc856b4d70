import * as v from 'valibot';
import { ROUTES } from '../model/link/route/index.ts';
import {
  LINK_FLOWS,
  SERVICE_FLOWS,
  SERVICE_STANDS,
  SERVICE_TOTALS,
  type ServiceTotals,
} from '../model/metrics/graph-metrics.ts';
import type { Fields, Reading } from '../model/metrics/metric.ts';
import { METRICS, TICK_FLOWS, TICK_STANDS } from '../model/metrics/table.ts';
import { BREAKER_STATES } from '../resilience/breaker/state.ts';
import { ENDINGS } from './incident/stretch.ts';
import type { Result } from './result.ts';
import { block, finite, notNegative, whole, wholeDifference } from './result-numbers.ts';

/** What a result is when it comes back from a file: what is more than the contract is let through. */

const text = v.string('a text');
/** A column of a table stands under it. */
const title = v.pipe(text, v.maxLength(200, 'a name of at most 200 characters'));

/** The schema of what is read off a tree of metrics. */
function reading<Tree extends Fields<never>>(tree: Tree): v.GenericSchema<unknown, Reading<Tree>> {
  const entries = Object.entries(tree).map(([name, entry]): [string, v.GenericSchema] => {
    if ('fields' in entry) {
      const inner = v.nullable(reading(entry.fields as Fields<never>));
      return [name, entry.isOptional === true ? v.exactOptional(inner) : inner];
    }
    const isWhole = ['count', 'cents'].includes(entry.unit) && entry.fold !== 'average';
    const value = isWhole ? (entry.signed === true ? wholeDifference : whole) : notNegative;
    return [name, entry.mayLack === true ? v.nullable(value) : value];
  });
  const expected = `an object of ${Object.keys(tree).join(', ')}`;
  return v.looseObject(Object.fromEntries(entries), expected) as never;
}

/** What a route goes by. */
const ROUTE_KINDS = ROUTES.map(({ kind }) => kind);

const state = v.picklist(BREAKER_STATES, `one of ${BREAKER_STATES.join(', ')}`);
const { backup, ...stands } = TICK_STANDS;
const { places: _, latencyMs: _l, ...levels } = SERVICE_STANDS;

/** Of a service; results of old do not tell it. */
const latencyMs = v.optional(v.nullable(reading(SERVICE_TOTALS.latencyMs.fields)), null);

/** Of a graph, by the names of its services. */
const tickServices = v.record(
  v.string(),
  v.intersect([
    v.looseObject({ places: v.optional(v.nullable(whole), null), latencyMs }),
    reading(levels),
    reading(SERVICE_FLOWS),
  ]),
);
/** As ever trusted, but for what results of old do not tell. */
const totalServices = v.record(
  v.string(),
  v.looseObject({ latencyMs }) as unknown as v.GenericSchema<unknown, ServiceTotals>,
);
const tickLinks = v.record(v.string(), v.record(v.string(), reading(LINK_FLOWS)));

const tick = v.intersect([
  v.looseObject({
    startMs: notNegative,
    state: v.nullable(state),
    backup: v.exactOptional(reading(backup.fields)),
    services: v.exactOptional(tickServices),
    links: v.exactOptional(tickLinks),
    breakers: v.exactOptional(v.array(block(notNegative, 'open', 'halfOpen'))),
  }),
  reading(TICK_FLOWS),
  reading(stands),
]);

const totals = reading(METRICS);

const since = v.intersect([v.looseObject({ fromMs: notNegative }), reading(TICK_FLOWS)]);

/** As scenarios name services. */
const service = v.pipe(text, v.regex(/^[A-Za-z][\w-]*$/, 'the name of a service'));

const link = v.looseObject({ from: service, to: service });

const breaker = v.looseObject({
  name: text,
  link: v.exactOptional(link),
  circuits: v.exactOptional(whole),
  place: whole,
  opens: whole,
  openMs: notNegative,
  halfOpenMs: notNegative,
  blocked: whole,
});

const graph = v.looseObject({
  services: v.array(
    v.looseObject({ name: service, instances: whole, regions: v.exactOptional(v.array(text)) }),
  ),
  links: v.array(
    v.looseObject({
      from: service,
      to: service,
      route: v.exactOptional(v.picklist(ROUTE_KINDS)),
      way: v.exactOptional(whole),
      weight: v.exactOptional(notNegative),
      inNeed: v.exactOptional(v.literal(true)),
    }),
  ),
});

const incident = v.looseObject({
  fromMs: notNegative,
  untilMs: v.nullable(notNegative),
  cause: text,
  ending: v.picklist(ENDINGS),
  hurtAtMs: v.nullable(notNegative),
  recoveredAtMs: v.nullable(notNegative),
  normalFromMs: v.nullable(notNegative),
  relapses: whole,
  lost: block(whole, 'orders', 'amountCents'),
});

const transition = v.looseObject({
  atMs: notNegative,
  from: state,
  to: state,
  reason: text,
  breaker: v.exactOptional(text),
  instance: v.exactOptional(whole),
});

const tally = block(whole, 'orders', 'amountCents');

const economics = v.looseObject({
  savingPerIncidentCents: wholeDifference,
  breakEvenIncidentsPerYear: v.nullable(notNegative),
  perYear: v.nullable(
    v.looseObject({
      savingCents: wholeDifference,
      returnOnInvestment: v.nullable(finite),
      paybackYears: v.nullable(notNegative),
    }),
  ),
  horizonYears: notNegative,
  verdict: v.array(text),
});

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
  economics: v.exactOptional(economics),
});

const threshold = v.looseObject({
  text,
  arm: text,
  verdict: v.picklist(['passed', 'failed', 'not judged']),
  observed: v.nullable(finite),
  state: v.exactOptional(state),
  unit: v.picklist(['share', 'ms', 'number']),
});

export const headSchema = v.looseObject({
  name: text,
  title: text,
  seed: finite,
  durationMs: v.pipe(finite, v.gtValue(0, 'a number above 0')),
  tickMs: v.pipe(finite, v.gtValue(0, 'a number above 0')),
  version: v.exactOptional(text),
  overrides: v.exactOptional(v.array(text)),
  settings: v.exactOptional(v.looseObject({})),
  story: v.exactOptional(text),
  currency: v.exactOptional(text),
  accounts: v.exactOptional(v.array(v.looseObject({ label: text, lines: v.array(text) }))),
  script: v.exactOptional(
    v.array(
      v.looseObject({
        fromMs: notNegative,
        untilMs: v.nullable(notNegative),
        changes: v.array(text),
        service: v.exactOptional(text),
      }),
    ),
  ),
});

export const resultSchema = v.looseObject({
  format: v.literal('blackfriday.result/1', '"blackfriday.result/1"'),
  source: v.exactOptional(v.literal('live', '"live"')),
  live: v.exactOptional(
    v.looseObject({
      scale: finite,
      lateMs: block(notNegative, 'p50', 'p99', 'max'),
      loopLateMs: v.record(text, notNegative),
    }),
  ),
  scenario: headSchema,
  arms: v.pipe(
    v.array(
      v.looseObject({
        name: title,
        instead: v.exactOptional(title),
        changes: v.exactOptional(v.array(text)),
        endMs: notNegative,
        ticks: v.exactOptional(v.array(tick)),
        totals,
        since: v.exactOptional(v.array(since)),
        services: v.exactOptional(totalServices),
        breakers: v.exactOptional(v.array(breaker)),
        graph: v.exactOptional(graph),
        incidents: v.exactOptional(v.array(incident)),
        transitions: v.array(transition),
      }),
    ),
    v.minLength(1, 'at least one arm'),
  ),
  comparison: v.exactOptional(comparison),
  comparisons: v.exactOptional(v.array(comparison)),
  validation: v.exactOptional(v.looseObject({ verdict: v.array(text) })),
  thresholds: v.exactOptional(v.array(threshold)),
  partial: v.exactOptional(block(notNegative, 'untilMs')),
}) satisfies v.GenericSchema<unknown, Result>;
