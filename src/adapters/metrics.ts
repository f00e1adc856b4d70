/** A breaker's figures for Prometheus, in the names that dashboards of resilience4j know. */

import { BREAKER_STATES } from '../resilience/breaker/state.ts';
import type { WatchedBreaker } from '../resilience/breaker/watched-breaker.ts';
import { type Tally, tallyOf } from './tally.ts';

/** prom-client's `Registry`, or anything that keeps metrics as it does. */
export interface MetricsRegistry {
  registerMetric(metric: never): void;
  getSingleMetric(name: string): unknown;
}

export interface MetricsOptions {
  /** The label `name`; left out, the breaker's own. */
  readonly name?: string;
  /** Further labels of all its series. */
  readonly labels?: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly value: number;
  readonly labels: Labels;
  readonly metricName?: string;
}

/** A breaker that is watched, and what is counted of it. */
interface Source {
  readonly breaker: WatchedBreaker;
  readonly labels: Labels;
  readonly tally: Tally;
}

/** One metric: the lines of a breaker in it, each with the labels that it has beside the breaker's. */
interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  readonly help: string;
  /** How the workers of a cluster fold into one. */
  readonly aggregator: 'sum' | 'average';
  readonly samples: (source: Source) => readonly Sample[];
}

const PREFIX = 'resilience4j_circuitbreaker_';
const CALLS = `${PREFIX}calls_seconds`;
const PERCENT = 100;
/** What resilience4j shows while there are too few calls to tell a rate. */
const UNKNOWN_RATE = -1;

const FAMILIES: readonly Family[] = [
  {
    name: CALLS,
    type: 'summary',
    help: 'Calls that were let through and ended, and how long they took together',
    aggregator: 'sum',
    samples: ({ tally }) =>
      (['successful', 'failed', 'ignored'] as const).flatMap((kind) => [
        { metricName: `${CALLS}_sum`, labels: { kind }, value: tally[kind].seconds },
        { metricName: `${CALLS}_count`, labels: { kind }, value: tally[kind].calls },
      ]),
  },
  {
    name: `${PREFIX}not_permitted_calls_total`,
    type: 'counter',
    help: 'Calls that were blocked',
    aggregator: 'sum',
    samples: ({ tally }) => [{ labels: { kind: 'not_permitted' }, value: tally.blocked }],
  },
  {
    name: `${PREFIX}state`,
    type: 'gauge',
    help: '1 for the state that the circuit breaker is in, 0 for the others',
    aggregator: 'sum',
    samples: ({ breaker }) => {
      const { state: present } = breaker;
      return BREAKER_STATES.map((state) => ({
        labels: { state: labelOf(state) },
        value: state === present ? 1 : 0,
      }));
    },
  },
  {
    name: `${PREFIX}failure_rate`,
    type: 'gauge',
    help: 'Failed calls in 100 of those that the trip policy remembers, -1 while there are too few',
    aggregator: 'average',
    samples: ({ breaker }) => [{ labels: {}, value: rateOf(breaker, 'failed') }],
  },
  {
    name: `${PREFIX}slow_call_rate`,
    type: 'gauge',
    help: 'Slow calls in 100 of those that the trip policy remembers, -1 while there are too few',
    aggregator: 'average',
    samples: ({ breaker }) => [{ labels: {}, value: rateOf(breaker, 'slow') }],
  },
  {
    name: `${PREFIX}buffered_calls`,
    type: 'gauge',
    help: 'Calls that the trip policy remembers',
    aggregator: 'sum',
    samples: ({ breaker }) => {
      const { calls, marked } = recentOf(breaker, 'failed') ?? { calls: 0, marked: 0 };
      return [
        { labels: { kind: 'successful' }, value: calls - marked },
        { labels: { kind: 'failed' }, value: marked },
      ];
    },
  },
  {
    name: 'blackfriday_circuitbreaker_transitions_total',
    type: 'counter',
    help: 'Changes of state, those between two scrapes too',
    aggregator: 'sum',
    samples: ({ tally }) =>
      [...tally.transitions.values()].map(({ from, to, times }) => ({
        labels: { from: labelOf(from), to: labelOf(to) },
        value: times,
      })),
  },
  {
    name: 'blackfriday_circuitbreaker_late_calls_total',
    type: 'counter',
    help: 'Outcomes that came after the state in which the call was let through had ended',
    aggregator: 'sum',
    samples: ({ tally }) => [{ labels: {}, value: tally.late }],
  },
  {
    name: 'blackfriday_circuitbreaker_would_block_calls_total',
    type: 'counter',
    help: 'Calls that metrics_only let through and that would have been blocked',
    aggregator: 'sum',
    samples: ({ tally }) => [{ labels: {}, value: tally.wouldBlock }],
  },
];

/** What a registry keeps: it asks for the lines when it is read. */
class Metric {
  /** prom-client writes another name here where it speaks OpenMetrics. */
  name: string;
  readonly sources = new Set<Source>();
  private readonly family: Family;

  constructor(family: Family) {
    this.family = family;
    this.name = family.name;
  }

  get type(): Family['type'] {
    return this.family.type;
  }

  get(): Promise<object> {
    const { name, family, sources } = this;
    const values = [...sources].flatMap((source) =>
      family
        .samples(source)
        .map((sample) => ({ ...sample, labels: { ...source.labels, ...sample.labels } })),
    );
    const { help, type, aggregator } = family;
    return Promise.resolve({ name, help, type, aggregator, values });
  }

  reset(): void {
    for (const { tally } of this.sources) tally.reset();
  }
}

/**
 * Puts the breaker's figures into the registry, to be read at each scrape; calls are counted from now on.
 * Several breakers go into one registry under names of their own. Returns how to take them out again.
 * Throws where the registry has a breaker of that name and those labels already.
 */
export function metricsOf(
  breaker: WatchedBreaker,
  registry: MetricsRegistry,
  { name = breaker.name, labels = {} }: MetricsOptions = {},
): () => void {
  const metrics = FAMILIES.map((family) => metricIn(registry, family));
  const own = { ...labels, name };
  if ([...metrics[0]!.sources].some((other) => areSame(other.labels, own))) {
    throw new Error(
      `A breaker ${JSON.stringify(name)} is in this registry already: give this one a \`name\` of its own`,
    );
  }
  const tally = tallyOf(breaker);
  const source: Source = { breaker, labels: own, tally };
  for (const { sources } of metrics) sources.add(source);
  return () => {
    tally.stop();
    for (const { sources } of metrics) sources.delete(source);
  };
}

function metricIn(registry: MetricsRegistry, family: Family): Metric {
  const known = registry.getSingleMetric(family.name);
  if (known instanceof Metric) return known;
  const metric = new Metric(family);
  registry.registerMetric(metric as never);
  return metric;
}

function recentOf(breaker: WatchedBreaker, of: 'failed' | 'slow') {
  return breaker.metrics().recent.find((share) => share.of === of);
}

function rateOf(breaker: WatchedBreaker, of: 'failed' | 'slow'): number {
  const share = recentOf(breaker, of);
  // Of whole numbers, so that 55 in 100 is not a little more than 55.
  return share === undefined || share.rate === null
    ? UNKNOWN_RATE
    : (PERCENT * share.marked) / share.calls;
}

function areSame(one: Labels, other: Labels): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  );
}

/** As resilience4j writes states: `half_open`. */
function labelOf(state: string): string {
  return state.replace('-', '_');
}
