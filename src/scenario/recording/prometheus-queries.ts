import type { LatencyUnit } from './request-time.ts';

/** What is asked for. */
export const ASKED = ['rate', 'failed', 'declined', 'mean', 'p50', 'p95', 'p99'] as const;
export type Asked = (typeof ASKED)[number];

/** A query for each figure that there may be: of rates per second, of latencies in `unit`. */
export type Queries = Readonly<Partial<Record<Asked, string>>>;

/** Metrics of one kind, as those who export them name them. */
export interface Preset {
  readonly name: string;
  /** Its counter of requests. */
  readonly count: string;
  /** Its histogram or summary of latencies, without `_bucket`, `_sum`, `_count`; null where there is none. */
  readonly timer: string | null;
  readonly unit: LatencyUnit;
  /** Labels of all its requests; empty: any. */
  readonly all: string;
  /** Labels of those that failed: one of these matches. */
  readonly failed: readonly string[];
  readonly declined: readonly string[];
}

const HTTP_FAILED = '5..|408|429|499';
const byStatus = (...labels: readonly string[]) => ({
  all: '',
  failed: labels.map((label) => `${label}=~"${HTTP_FAILED}"`),
  declined: [] as readonly string[],
});

const http = (
  name: string,
  timer: string,
  unit: LatencyUnit,
  ...labels: readonly string[]
): Preset => ({
  name,
  count: `${timer}_count`,
  timer,
  unit,
  ...byStatus(...labels),
});

/** Whose metrics are looked for, in this order; one more is an entry here. */
export const PRESETS: readonly Preset[] = [
  {
    name: 'resilience4j, and our own breakers',
    count: 'resilience4j_circuitbreaker_calls_seconds_count',
    timer: 'resilience4j_circuitbreaker_calls_seconds',
    unit: 's',
    all: 'kind=~"successful|failed"',
    failed: ['kind="failed"'],
    declined: [],
  },
  {
    name: 'our own calls between services',
    count: 'blackfriday_calls_total',
    timer: null,
    unit: 's',
    all: '',
    failed: ['outcome=~"failed|refused|timedOut|rejected"'],
    declined: ['outcome="declined"'],
  },
  http('Micrometer and Spring Boot', 'http_server_requests_seconds', 's', 'status'),
  http('OpenTelemetry', 'http_server_request_duration_seconds', 's', 'http_response_status_code'),
  http(
    'Prometheus clients of HTTP servers',
    'http_request_duration_seconds',
    's',
    'status',
    'code',
    'status_code',
  ),
  http('the ingress of nginx', 'nginx_ingress_controller_request_duration_seconds', 's', 'status'),
  http('Traefik', 'traefik_service_request_duration_seconds', 's', 'code'),
  http('Istio', 'istio_request_duration_milliseconds', 'ms', 'response_code'),
  {
    name: 'our own requests',
    count: 'blackfriday_requests_total',
    timer: null,
    unit: 's',
    all: '',
    failed: ['outcome=~"failed|refused|timedOut|rejected|blocked"'],
    declined: ['outcome="declined"'],
  },
];

/** The queries of a preset, over windows of `stepMs`; `match`: labels besides, such as `service="order"`. */
export function queriesOf(preset: Preset, stepMs: number, match: string): Queries {
  const { count, timer, failed, declined, all } = preset;
  const window = `${Math.round(stepMs / 1000)}s`;
  const rate = (metric: string, ...labels: readonly string[]) =>
    `rate(${metric}{${[all, match, ...labels].filter((one) => one !== '').join(',')}}[${window}])`;
  const either = (labels: readonly string[]) =>
    labels.map((label) => `sum(${rate(count, label)})`).join(' or ');
  const quantile = (share: number) =>
    `histogram_quantile(${share}, sum by (le) (${rate(`${timer}_bucket`)}))`;
  return {
    rate: `sum(${rate(count)})`,
    failed: either(failed),
    ...(declined.length > 0 && { declined: either(declined) }),
    ...(timer !== null && {
      mean: `sum(${rate(`${timer}_sum`)}) / sum(${rate(`${timer}_count`)})`,
      p50: quantile(0.5),
      p95: quantile(0.95),
      p99: quantile(0.99),
    }),
  };
}
