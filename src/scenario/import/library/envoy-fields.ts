import { entry } from '../plain-name.ts';
import { type Fields, field } from '../section.ts';
import { protoDuration } from '../time-unit.ts';
import { count, percent, type Unit } from '../unit.ts';

export const outlierFields = {
  consecutive_5xx: field(count, 5),
  enforcing_consecutive_5xx: field(percent, 1),
  consecutive_gateway_failure: field(count, 5),
  enforcing_consecutive_gateway_failure: field(percent, 0),
  interval: field(protoDuration, 10_000),
  base_ejection_time: field(protoDuration, 30_000),
  max_ejection_time: field(protoDuration, 300_000),
  max_ejection_percent: field(percent, 0.1),
  failure_percentage_threshold: field(percent, 0.85),
  enforcing_failure_percentage: field(percent, 0),
  failure_percentage_request_volume: field(count, 50),
} satisfies Fields;

const HOSTS = 'a comparison of hosts with each other: there is one service here';
const LOCAL = 'errors of its own and of the service are one here';
export const outlierNotCarried = {
  success_rate_minimum_hosts: HOSTS,
  success_rate_request_volume: HOSTS,
  success_rate_stdev_factor: HOSTS,
  enforcing_success_rate: HOSTS,
  split_external_local_origin_errors: LOCAL,
  consecutive_local_origin_failure: LOCAL,
  enforcing_consecutive_local_origin_failure: LOCAL,
  enforcing_local_origin_success_rate: LOCAL,
  enforcing_failure_percentage_local_origin: LOCAL,
  failure_percentage_minimum_hosts: HOSTS,
  max_ejection_time_jitter: 'the open time has no chance in it here',
  successful_active_health_check_uneject_host: 'no health check stands beside it here',
  always_eject_one_host: 'the breaker always blocks here',
  monitors: 'code',
};

export const thresholdFields = {
  max_connections: field(count, 1_024),
  max_pending_requests: field(count, 1_024),
  max_requests: field(count, 1_024),
  max_retries: field(count, 3),
} satisfies Fields;

/** `{ value: 25 }`, as Envoy writes a per cent that is no whole number. */
const wrappedPercent: Unit<number> = {
  ...percent,
  read: (written) => percent.read(entry(written, 'value') ?? written),
  write: (share) => ({ value: percent.write(share) }),
};

export const budgetFields = {
  budget_percent: field(wrappedPercent, 0.2),
  min_retry_concurrency: field(count, 3),
} satisfies Fields;

export const retryFields = {
  num_retries: field(count, 1),
  per_try_timeout: field(protoDuration),
} satisfies Fields;
export const backoffFields = {
  base_interval: field(protoDuration, 25),
  max_interval: field(protoDuration),
} satisfies Fields;
export const retryNotCarried = {
  retry_on: 'which answers are tried again: here errors and timeouts are',
  per_try_idle_timeout: 'a call here is answered as a whole',
  retriable_status_codes: 'which answers are tried again: here errors and timeouts are',
  retriable_headers: 'which answers are tried again: here errors and timeouts are',
  host_selection_retry_max_attempts: HOSTS,
  retry_host_predicate: HOSTS,
  retry_priority: HOSTS,
};
