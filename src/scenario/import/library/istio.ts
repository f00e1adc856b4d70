import { stringify } from 'yaml';
import { exactDuration, exactShare } from '../../../kernel/quantity-text.ts';
import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import { isPlain } from '../literal.ts';
import { entry, entryAt } from '../plain-name.ts';
import { field, type Reader, written } from '../section.ts';
import type { Source } from '../source.ts';
import { protoDuration } from '../time-unit.ts';
import { percent } from '../unit.ts';
import {
  budgetFields,
  outlierFields,
  outlierNotCarried,
  poolFields,
  poolNotCarried,
  retryFields,
  retryNotCarried,
} from './istio-fields.ts';
import type { Candidate, Library } from './library.ts';
import { ejection } from './mesh.ts';
import * as form from './written.ts';

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function specsOf(source: Source, kind: string): Record<string, unknown>[] {
  return source.documents
    .filter((one) => entry(one, 'kind') === kind && /istio/.test(String(entry(one, 'apiVersion'))))
    .map((one) => entry(one, 'spec'))
    .filter(isPlain);
}

/** The routes of the virtual services, each with the hosts that it leads to. */
function routesTo(source: Source, host: string): Record<string, unknown>[] {
  return specsOf(source, 'VirtualService').flatMap((spec) => {
    const routes = listOf(entry(spec, 'http')).filter(isPlain);
    return routes.filter((route) => hostsOf(spec, route).includes(host));
  });
}

function hostsOf(spec: object, route: unknown): string[] {
  const own = listOf(entry(route, 'route'))
    .map((one) => entryAt(one, 'destination', 'host'))
    .filter((one) => typeof one === 'string');
  return own.length > 0 ? own : listOf(entry(spec, 'hosts')).map(String);
}

function find(source: Source): Candidate[] {
  const rules = specsOf(source, 'DestinationRule');
  const hosts = [
    ...rules.map((spec) => String(entry(spec, 'host'))),
    ...specsOf(source, 'VirtualService').flatMap((spec) =>
      listOf(entry(spec, 'http')).flatMap((route) => hostsOf(spec, route)),
    ),
  ];
  return [...new Set(hosts)].map((name) => ({
    name,
    read: (reader) =>
      read(
        reader,
        name,
        rules.find((spec) => entry(spec, 'host') === name),
        routesTo(source, name),
      ),
  }));
}

function read(
  reader: Reader,
  name: string,
  rule: object | undefined,
  routes: readonly Record<string, unknown>[],
): Written[] {
  const section = reader.section('pipeline', name, {});
  section.converted(
    'the order in a proxy, outermost first: timeout of the route, retry, limits, ejection, timeout of a try',
  );
  const [route, ...others] = routes;
  for (const other of others)
    section.leave('http', other, 'another route to the same host: the first is read');
  for (const key of ['subsets', 'exportTo', 'workloadSelector'] as const) {
    const value = entry(rule, key);
    if (value !== undefined) section.leave(key, value, 'settings of a part of the host');
  }
  const policy = entry(rule, 'trafficPolicy');
  for (const key of ['portLevelSettings', 'loadBalancer', 'tls', 'tunnel'] as const) {
    const value = entry(policy, key);
    if (value !== undefined)
      section.leave(key, value, 'not a matter of resilience to a service that falters');
  }
  if (entry(route, 'fault') !== undefined)
    section.leave(
      'fault',
      entry(route, 'fault'),
      "faults are the scenario's: paymentService.failureRate and script",
    );
  const retries = entry(route, 'retries');
  const perTry = protoDuration.read(entry(retries, 'perTryTimeout'));
  return [
    ...readTimeout(reader, name, route),
    ...(route === undefined
      ? []
      : [readRetry(reader, name, isPlain(retries) ? retries : {}, entry(policy, 'retryBudget'))]),
    ...readPool(reader, name, entry(policy, 'connectionPool')),
    ...readOutliers(reader, name, entry(policy, 'outlierDetection')),
    ...(perTry === undefined ? [] : [{ timeout: exactDuration(perTry) }]),
  ];
}

function readTimeout(reader: Reader, name: string, route: object | undefined): Written[] {
  if (entry(route, 'timeout') === undefined) return [];
  const { timeout } = reader
    .section('timeout', `${name}.http`, { timeout: entry(route, 'timeout') })
    .values({ timeout: field(protoDuration, 0) });
  return timeout === 0 ? [] : [{ timeout: exactDuration(timeout) }];
}

function readRetry(reader: Reader, name: string, retries: object, budget: unknown): Written {
  const section = reader.section('retry', `${name}.http.retries`, retries);
  const values = section.values(retryFields, retryNotCarried);
  section.converted(
    `attempts: ${values.attempts} retries after the first call, so ${values.attempts + 1} calls`,
  );
  if (Object.keys(retries).length === 0)
    section.converted(
      'retries: where a mesh is told nothing it makes 2, and only where the call cannot have been worked on',
    );
  const made = form.retry({
    retries: values.attempts,
    backoff: form.exponentialBackoff(values.backoff, 2, 10 * values.backoff, 'full'),
    on: ['error', 'timeout'],
  });
  if (!isPlain(budget)) return made;
  section.differs('budget of the present');
  const { percent: share, minRetryConcurrency } = section
    .inner(budget)
    .values(budgetFields, { budgetInterval: 'only calls in flight pay in' });
  return {
    retry: {
      ...(made.retry as object),
      budget: { share: exactShare(share), burst: Math.max(1, minRetryConcurrency) },
    },
  };
}

function readPool(reader: Reader, name: string, pool: unknown): Written[] {
  if (!isPlain(pool)) return [];
  const block = {
    ...(entry(pool, 'tcp') as object | undefined),
    ...(entry(pool, 'http') as object | undefined),
  };
  const section = reader.section('bulkhead', `${name}.connectionPool`, block);
  const values = section.values(poolFields, poolNotCarried);
  const calls = Math.min(values.maxConnections, values.http2MaxRequests);
  if (calls >= form.UNLIMITED) {
    section.converted('no limit of calls at once: there is no bulkhead');
    return [];
  }
  section.converted('a bulkhead of the fewer of maxConnections and http2MaxRequests');
  return [
    {
      bulkhead: {
        calls: Math.max(1, calls),
        queue: Math.min(form.UNLIMITED, values.http1MaxPendingRequests),
      },
    },
  ];
}

function readOutliers(reader: Reader, name: string, block: unknown): Written[] {
  if (!isPlain(block)) return [];
  const section = reader.section('breaker', `${name}.outlierDetection`, block);
  const values = section.values(outlierFields, outlierNotCarried);
  return ejection(section, {
    consecutive5xx: values.consecutive5xxErrors,
    consecutiveGateway: values.consecutiveGatewayErrors,
    sweepMs: values.interval,
    ejectionMs: values.baseEjectionTime,
    longestMs: 300_000,
    maxPercent: values.maxEjectionPercent,
  });
}

function text(pipeline: Pipeline, name: string): string {
  const breaker = form.settingsOf(pipeline, 'breaker');
  const bulkhead = form.settingsOf(pipeline, 'bulkhead');
  const retry = form.settingsOf(pipeline, 'retry');
  const { call, total } = form.timeouts(pipeline);
  const trafficPolicy = {
    ...(bulkhead && {
      connectionPool: {
        tcp: { maxConnections: bulkhead.calls },
        http: { http1MaxPendingRequests: bulkhead.queue, http2MaxRequests: bulkhead.calls },
      },
    }),
    ...(breaker && {
      outlierDetection: {
        ...written(outlierFields, {
          consecutive5xxErrors: form.nearestFailures(breaker),
          baseEjectionTime: form.nearestOpen(breaker),
          ...(breaker.open.kind === 'exponential' ? { interval: breaker.open.healthy } : {}),
        }),
        maxEjectionPercent: 100,
      },
    }),
    ...(retry?.budget && {
      retryBudget: {
        percent: percent.write(retry.budget.share),
        minRetryConcurrency: retry.budget.burst,
      },
    }),
  };
  const retries = written(retryFields, {
    attempts: retry === undefined ? 0 : retry.calls - 1,
    perTryTimeout: call,
    ...(retry ? { backoff: form.atLeast1Ms(form.nearestDelay(retry)) } : {}),
  });
  const metadata = { name };
  const http = {
    route: [{ destination: { host: name } }],
    ...(total === undefined ? {} : { timeout: protoDuration.write(total) }),
    retries: { ...retries, attempts: retry === undefined ? 0 : retry.calls - 1 },
  };
  const documents = [
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata,
      spec: { host: name, trafficPolicy },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: { hosts: [name], http: [http] },
    },
  ];
  return documents.map((one) => stringify(one)).join('---\n');
}

export const istio: Library = {
  name: 'istio',
  title: 'Istio',
  version: '1.31',
  reads: 'DestinationRule and VirtualService',
  find,
  writes: { file: 'istio.yaml', text },
};
