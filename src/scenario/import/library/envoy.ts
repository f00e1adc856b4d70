import { exactDuration, exactShare } from '../../../kernel/quantity-text.ts';
import type { Written } from '../../written.ts';
import { isPlain } from '../literal.ts';
import { entry } from '../plain-name.ts';
import { field, type Reader, type Section } from '../section.ts';
import type { Source } from '../source.ts';
import { protoDuration } from '../time-unit.ts';
import {
  backoffFields,
  budgetFields,
  outlierFields,
  outlierNotCarried,
  retryFields,
  retryNotCarried,
  thresholdFields,
} from './envoy-fields.ts';
import { text } from './envoy-writing.ts';
import { blocksIn } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import { ejection } from './mesh.ts';
import * as form from './written.ts';

interface Cluster {
  readonly name: string;
  readonly cluster: Record<string, unknown> | undefined;
  readonly route: Record<string, unknown> | undefined;
}

function clustersOf(source: Source): Cluster[] {
  const blocks = blocksIn(source.documents).map(({ block }) => block);
  const clusters = blocks.filter(
    (block) =>
      isPlain(entry(block, 'outlier_detection')) ||
      Array.isArray(entry(entry(block, 'circuit_breakers'), 'thresholds')),
  );
  const routes = blocks.filter(
    (block) =>
      isPlain(entry(block, 'retry_policy')) ||
      (typeof entry(block, 'cluster') === 'string' && entry(block, 'timeout') !== undefined),
  );
  const nameOf = (block: object, key: string): string => {
    const name = entry(block, key);
    return typeof name === 'string' ? name : 'cluster';
  };
  const routeOf = (name: string): Record<string, unknown> | undefined => {
    const own = routes.find((route) => entry(route, 'cluster') === name);
    return own ?? (clusters.length === 1 ? routes[0] : undefined);
  };
  if (clusters.length === 0)
    return routes.map((route) => ({ name: nameOf(route, 'cluster'), cluster: undefined, route }));
  return clusters.map((cluster) => {
    const name = nameOf(cluster, 'name');
    return { name, cluster, route: routeOf(name) };
  });
}

function find(source: Source): Candidate[] {
  const mesh = source.documents.some((one) => /istio/.test(String(entry(one, 'apiVersion'))));
  if (mesh) return [];
  return clustersOf(source).map(({ name, cluster, route }) => ({
    name,
    read: (reader) => read(reader, name, cluster, route),
  }));
}

function read(
  reader: Reader,
  name: string,
  cluster: object | undefined,
  route: object | undefined,
): Written[] {
  const threshold = thresholdOf(reader, name, cluster);
  const policy = entry(route, 'retry_policy');
  const perTry = isPlain(policy) ? entry(policy, 'per_try_timeout') : undefined;
  return [
    ...(route === undefined ? [] : readTimeout(reader, name, route)),
    ...(isPlain(policy) ? [readRetry(reader, name, policy, threshold)] : []),
    ...readBulkhead(reader, name, threshold),
    ...readOutliers(reader, name, entry(cluster, 'outlier_detection')),
    ...(perTry === undefined ? [] : [{ timeout: exactDuration(protoDuration.read(perTry) ?? 1) }]),
  ];
}

function readTimeout(reader: Reader, name: string, route: object): Written[] {
  const section = reader.section('timeout', `${name}.route`, { timeout: entry(route, 'timeout') });
  const { timeout } = section.values({ timeout: field(protoDuration, 15_000) });
  if (timeout === 0) section.converted('timeout: 0s is none');
  return timeout === 0 ? [] : [{ timeout: exactDuration(timeout) }];
}

function thresholdOf(
  reader: Reader,
  name: string,
  cluster: object | undefined,
): Record<string, unknown> | undefined {
  const all: unknown = entry(entry(cluster, 'circuit_breakers'), 'thresholds');
  const thresholds = (Array.isArray(all) ? all : []).filter(isPlain);
  const usual = thresholds.find((one) => entry(one, 'priority') !== 'HIGH');
  const section = reader.section('pipeline', name, {});
  section.converted(
    'the order in a proxy, outermost first: timeout of the route, retry, limits, ejection, timeout of a try',
  );
  for (const one of thresholds)
    if (one !== usual) section.leave('thresholds', one, 'limits of another priority');
  return usual;
}

function readBulkhead(
  reader: Reader,
  name: string,
  threshold: Record<string, unknown> | undefined,
): Written[] {
  if (threshold === undefined) return [];
  const { retry_budget: _, retryBudget: __, ...rest } = threshold;
  const section = reader.section('bulkhead', `${name}.circuit_breakers`, rest);
  const values = section.values(thresholdFields, {
    priority: 'all calls are of one priority',
    track_remaining: 'a metric',
    max_connection_pools: 'connections are not simulated',
  });
  section.differs('retries at once');
  section.converted(
    'what Envoy calls a circuit breaker bounds the calls at once: a bulkhead of the fewer of max_connections and max_requests',
  );
  const calls = Math.max(1, Math.min(values.max_connections, values.max_requests));
  return [{ bulkhead: { calls, queue: Math.min(form.UNLIMITED, values.max_pending_requests) } }];
}

function readOutliers(reader: Reader, name: string, block: unknown): Written[] {
  if (!isPlain(block)) return [];
  const section = reader.section('breaker', `${name}.outlier_detection`, block);
  const values = section.values(outlierFields, outlierNotCarried);
  const share =
    values.enforcing_failure_percentage > 0
      ? [
          form.failureRate(
            values.failure_percentage_threshold,
            { time: values.interval },
            Math.max(1, values.failure_percentage_request_volume),
          ),
        ]
      : [];
  for (const [key, enforced] of enforcedIn(values)) {
    if (enforced > 0 && enforced < 1)
      section.converted(
        `${key}: ${enforced * 100}% of the ejections are carried out; here all are`,
      );
  }
  return ejection(
    section,
    {
      consecutive5xx: values.enforcing_consecutive_5xx > 0 ? values.consecutive_5xx : 0,
      consecutiveGateway:
        values.enforcing_consecutive_gateway_failure > 0 ? values.consecutive_gateway_failure : 0,
      sweepMs: values.interval,
      ejectionMs: values.base_ejection_time,
      longestMs: values.max_ejection_time,
      maxPercent: values.max_ejection_percent,
    },
    share,
  );
}

function enforcedIn(values: object): [string, number][] {
  return (Object.entries(values) as [string, number][]).filter(([key]) =>
    key.startsWith('enforcing_'),
  );
}

function readRetry(
  reader: Reader,
  name: string,
  policy: Record<string, unknown>,
  threshold: object | undefined,
): Written {
  const { retry_back_off, retryBackOff, ...rest } = policy;
  const section = reader.section('retry', `${name}.retry_policy`, rest);
  const values = section.values(retryFields, retryNotCarried);
  section.converted(
    `num_retries: ${values.num_retries} retries after the first call, so ${values.num_retries + 1} calls`,
  );
  const waits = retry_back_off ?? retryBackOff;
  const { base_interval: base, max_interval: max = 10 * base } = section
    .inner(isPlain(waits) ? waits : {})
    .values(backoffFields);
  section.converted(
    'retry_back_off: anywhere from nothing to the whole wait, which doubles: jitter full',
  );
  const made = form.retry({
    retries: values.num_retries,
    backoff: form.exponentialBackoff(base, 2, max, 'full'),
    on: ['error', 'timeout'],
  });
  const budget = entry(threshold, 'retry_budget');
  return isPlain(budget)
    ? { retry: { ...(made.retry as object), budget: readBudget(section, budget) } }
    : made;
}

function readBudget(section: Section, block: object): Written {
  const budget = section.inner(block).values(budgetFields);
  section.differs('budget of the present');
  return {
    share: exactShare(budget.budget_percent),
    burst: Math.max(1, budget.min_retry_concurrency),
  };
}

export const envoy: Library = {
  name: 'envoy',
  title: 'Envoy',
  version: '1.37',
  reads:
    "a cluster's outlier_detection and circuit_breakers, a route's timeout and retry_policy; YAML or JSON",
  find,
  writes: { file: 'envoy.yaml', text },
};
