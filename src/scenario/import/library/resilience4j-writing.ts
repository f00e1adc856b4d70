import { stringify } from 'yaml';
import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Pipeline } from '../../../resilience/pipeline.ts';
import { merged } from '../properties.ts';
import { type Values, written } from '../section.ts';

import { breakerFields, bulkheadFields, retryFields, timeFields } from './resilience4j-fields.ts';
import { MODULES } from './resilience4j-policies.ts';
import * as form from './written.ts';

/** The blocks of the modules for a pipeline, defaults left out. */
export function blocksOf(pipeline: Pipeline): Record<string, Record<string, unknown>> {
  const breaker = form.settingsOf(pipeline, 'breaker');
  const retry = form.settingsOf(pipeline, 'retry');
  const limit = form.settingsOf(pipeline, 'rateLimit');
  const bulkhead = form.settingsOf(pipeline, 'bulkhead');
  const timeout = form.settingsOf(pipeline, 'timeout');
  const blocks: Record<string, Record<string, unknown> | undefined> = {
    circuitbreaker: breaker && written(breakerFields, breakerValues(breaker)),
    retry: retry && written(retryFields, retryValues(retry)),
    ratelimiter: limit && {
      limitForPeriod: limit.burst,
      limitRefreshPeriod: periodOf(limit),
      timeoutDuration: '0ms',
    },
    timelimiter:
      timeout === undefined ? undefined : written(timeFields, { timeoutDuration: timeout }),
    bulkhead:
      bulkhead && bulkhead.queue === 0
        ? written(bulkheadFields, { maxConcurrentCalls: bulkhead.calls })
        : undefined,
    'thread-pool-bulkhead':
      bulkhead && bulkhead.queue > 0
        ? {
            maxThreadPoolSize: bulkhead.calls,
            coreThreadPoolSize: bulkhead.calls,
            queueCapacity: bulkhead.queue,
          }
        : undefined,
  };
  return Object.fromEntries(
    Object.entries(blocks).filter(
      (pair): pair is [string, Record<string, unknown>] => pair[1] !== undefined,
    ),
  );
}

type Breaker = NonNullable<ReturnType<typeof form.settingsOf<'breaker'>>>;
type Retry = NonNullable<ReturnType<typeof form.settingsOf<'retry'>>>;

/** How long it takes to let a whole burst through: in ns where it is no whole number of ms. */
function periodOf({ rate, burst }: { readonly rate: number; readonly burst: number }): string {
  const ms = (burst * 1_000) / rate;
  return Number.isInteger(ms) ? exactDuration(ms) : `${Math.round(ms * 1e6)}ns`;
}

function breakerValues(breaker: Breaker): Partial<Values<typeof breakerFields>> {
  const { rate, window, minimumCalls } = form.nearestRate(breaker);
  const { trip, open, probe } = breaker;
  const slow =
    trip.kind === 'any-of' ? trip.policies.find((one) => one.kind === 'slow-call-rate') : undefined;
  const probes = 'probes' in probe ? probe.probes : form.nearestSuccesses(breaker);
  return {
    failureRateThreshold: rate,
    ...('time' in window
      ? {
          slidingWindowType: 'TIME_BASED',
          slidingWindowSize: Math.max(1, Math.round(window.time / 1_000)),
        }
      : { slidingWindowSize: window.calls }),
    minimumNumberOfCalls: minimumCalls,
    waitDurationInOpenState: form.nearestOpen(breaker),
    permittedNumberOfCallsInHalfOpenState: probes,
    ...(slow && 'slow' in slow
      ? { slowCallRateThreshold: slow.rate, slowCallDurationThreshold: slow.slow }
      : {}),
    ...(probe.limit === undefined
      ? {}
      : {
          maxWaitDurationInHalfOpenState: probe.limit.time,
          transitionToStateAfterWaitDuration: probe.limit.to === 'open' ? 'OPEN' : 'CLOSED',
        }),
    ...(open.kind === 'exponential'
      ? {
          enableExponentialBackoff: true,
          exponentialBackoffMultiplier: open.factor,
          exponentialMaxWaitDurationInOpenState: form.limitOf(open.max),
        }
      : {}),
    ...(open.kind === 'fixed' && open.jitter > 0
      ? { enableRandomizedWait: true, randomizedWaitFactor: open.jitter }
      : {}),
  };
}

function retryValues(retry: Retry): Partial<Values<typeof retryFields>> {
  const { backoff, calls } = retry;
  return {
    maxAttempts: calls,
    waitDuration: form.nearestDelay(retry),
    ...(backoff.kind === 'exponential'
      ? {
          enableExponentialBackoff: true,
          exponentialBackoffMultiplier: backoff.factor,
          exponentialMaxWaitDuration: form.limitOf(backoff.max),
        }
      : {}),
  };
}

export function text(pipeline: Pipeline, name: string): string {
  const blocks = blocksOf(pipeline);
  const order = pipeline.map(({ policy }) => policy);
  const usual = MODULES.map(({ policy }) => policy).filter((policy) => order.includes(policy));
  const places = usual.map((policy) => order.indexOf(policy));
  const inOrder = places.every((place, i) => i === 0 || places[i - 1]! <= place);
  const settings = MODULES.filter((module) => module.name in blocks).flatMap((module) => {
    const [within, setting] = module.aspectOrder;
    const aspect = { [within]: { [setting]: order.indexOf(module.policy) + 1 } };
    const instances = { [module.name]: { instances: { [name]: blocks[module.name] } } };
    return inOrder ? [instances] : [aspect, instances];
  });
  return stringify({ resilience4j: settings.reduce<unknown>(merged, {}) });
}
