import { stringify } from 'yaml';
import type { BreakerSettings } from '../../../resilience/breaker/settings.ts';
import type { Pipeline, PolicyName } from '../../../resilience/pipeline.ts';
import type { BudgetSettings, RetrySettings } from '../../../resilience/retry/settings.ts';
import { written } from '../section.ts';
import { protoDuration } from '../time-unit.ts';
import {
  backoffFields,
  budgetFields,
  outlierFields,
  retryFields,
  thresholdFields,
} from './envoy-fields.ts';
import * as form from './written.ts';

type Settings<Name extends PolicyName> = ReturnType<typeof form.settingsOf<Name>>;

export function text(pipeline: Pipeline, name: string): string {
  const breaker = form.settingsOf(pipeline, 'breaker');
  const retry = form.settingsOf(pipeline, 'retry');
  const { call, total } = form.timeouts(pipeline);
  const limits = {
    ...limitsOf(form.settingsOf(pipeline, 'bulkhead')),
    ...(retry?.budget && { retry_budget: budgetOf(retry.budget) }),
  };
  // Without a retry there are no tries to time: the route's timeout is the only one.
  const timeout = total ?? (retry === undefined ? (call ?? 0) : 0);
  const cluster = {
    name,
    ...(Object.keys(limits).length > 0 && { circuit_breakers: { thresholds: [limits] } }),
    ...(breaker && { outlier_detection: outliersOf(breaker) }),
  };
  const route = {
    cluster: name,
    timeout: protoDuration.write(timeout),
    ...(retry && { retry_policy: retriesOf(retry, call) }),
  };
  return stringify({ clusters: [cluster], routes: [{ match: { prefix: '/' }, route }] });
}

function limitsOf(bulkhead: Settings<'bulkhead'>): Record<string, unknown> {
  if (bulkhead === undefined) return {};
  const { calls, queue } = bulkhead;
  return written(thresholdFields, {
    max_connections: calls,
    max_requests: calls,
    max_pending_requests: queue,
  });
}

function budgetOf({ share, burst }: BudgetSettings): Record<string, unknown> {
  return written(budgetFields, { budget_percent: share, min_retry_concurrency: burst });
}

function outliersOf(breaker: BreakerSettings): Record<string, unknown> {
  const { open } = breaker;
  return written(outlierFields, {
    consecutive_5xx: form.nearestFailures(breaker),
    base_ejection_time: form.nearestOpen(breaker),
    max_ejection_time: open.kind === 'exponential' ? open.max : form.nearestOpen(breaker),
    ...(open.kind === 'exponential' && { interval: open.healthy }),
    max_ejection_percent: 1,
  });
}

function retriesOf(retry: RetrySettings, call: number | undefined): Record<string, unknown> {
  const { backoff, calls } = retry;
  return {
    retry_on: '5xx,reset,connect-failure',
    ...written(retryFields, { num_retries: calls - 1, per_try_timeout: call }),
    retry_back_off: written(backoffFields, {
      base_interval: form.atLeast1Ms(form.nearestDelay(retry)),
      max_interval: backoff.kind === 'fixed' ? undefined : backoff.max,
    }),
  };
}
