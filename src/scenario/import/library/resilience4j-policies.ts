import { exactDuration, exactShare } from '../../../kernel/quantity-text.ts';
import type { PolicyName } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import type { Section, Values } from '../section.ts';
import {
  breakerFields,
  breakerNotCarried,
  bulkheadFields,
  limiterFields,
  NO_MEANING,
  poolFields,
  retryFields,
  retryNotCarried,
  timeFields,
} from './resilience4j-fields.ts';
import * as form from './written.ts';

/** A module of resilience4j: the policy that it is here, and how its block is read. */
export interface Module {
  readonly name: string;
  readonly policy: PolicyName;
  /** Where its place among the aspects is set, under `resilience4j`. */
  readonly aspectOrder: readonly [module: string, setting: string];
  readonly read: (section: Section) => Written | undefined;
}

/** In the order of the Spring aspects, outermost first. */
export const MODULES: readonly Module[] = [
  module('retry', 'retry', ['retry', 'retryAspectOrder'], readRetry),
  module('circuitbreaker', 'breaker', ['circuitbreaker', 'circuitBreakerAspectOrder'], readBreaker),
  module('ratelimiter', 'rateLimit', ['ratelimiter', 'rateLimiterAspectOrder'], readLimiter),
  module('timelimiter', 'timeout', ['timelimiter', 'timeLimiterAspectOrder'], readTime),
  module('bulkhead', 'bulkhead', ['bulkhead', 'bulkheadAspectOrder'], readBulkhead),
  module('thread-pool-bulkhead', 'bulkhead', ['bulkhead', 'bulkheadAspectOrder'], readPool),
];

function module(
  name: string,
  policy: PolicyName,
  aspectOrder: Module['aspectOrder'],
  read: Module['read'],
): Module {
  return { name, policy, aspectOrder, read };
}

/** A smaller order is further out: the defaults count up to the lowest precedence. */
export const LOWEST_PRECEDENCE = 2 ** 31 - 1;

/** The rate in half-open is judged over as many results as there are probes, or the minimum if that is fewer. */
function probe(values: Values<typeof breakerFields>, slow: boolean, section: Section): Written {
  const permits = values.permittedNumberOfCallsInHalfOpenState;
  const probes = Math.max(1, Math.min(permits, values.minimumNumberOfCalls));
  const needed = successesNeeded(probes, values.failureRateThreshold);
  section.converted(
    `half-open: fewer failures than ${Math.round(values.failureRateThreshold * 1e4) / 100}% of ${probes} probes, so ${needed} of ${probes} must succeed`,
  );
  const longest = values.maxWaitDurationInHalfOpenState;
  return {
    kind: 'failure-rate',
    probes: Math.max(1, permits),
    minimumCalls: probes,
    rate: exactShare(values.failureRateThreshold),
    ...(slow ? { slow: exactDuration(values.slowCallDurationThreshold) } : {}),
    ...(longest > 0
      ? {
          limit: {
            time: exactDuration(longest),
            to: values.transitionToStateAfterWaitDuration.toLowerCase(),
          },
        }
      : {}),
  };
}

/** The fewest successes that leave the share of failures below the threshold. */
function successesNeeded(probes: number, failureRate: number): number {
  return Math.min(probes, Math.floor(probes * (1 - failureRate) + 1e-9) + 1);
}

/** A circuit breaker's block, also of Spring Cloud's. */
export function readBreaker(section: Section): Written {
  const values = section.values(breakerFields, breakerNotCarried);
  const counts = values.slidingWindowType === 'COUNT_BASED';
  const size = Math.max(1, values.slidingWindowSize);
  if (!counts)
    section.converted(`slidingWindowSize: ${size} is seconds, because the window is TIME_BASED`);
  const minimum = Math.max(1, values.minimumNumberOfCalls);
  if (counts && minimum > size) {
    section.converted(
      `minimumNumberOfCalls: ${minimum} is more than the window: ${size} calls are enough`,
    );
  }
  const window = counts ? { calls: size } : { time: size * 1_000, buckets: size };
  const judging = { judged: 'at-every-result' };
  const failing = form.failureRate(values.failureRateThreshold, window, minimum, judging);
  const slow = section.has('slowCallRateThreshold') || section.has('slowCallDurationThreshold');
  const bySlow = form.slowCallRate(
    values.slowCallRateThreshold,
    values.slowCallDurationThreshold,
    window,
    minimum,
    judging,
  );
  if (slow) section.differs('slow means longer', 'slow probes apart');
  return {
    breaker: {
      trip: slow ? { kind: 'any-of', policies: [failing, bySlow] } : failing,
      open: open(values, section),
      probe: probe(values, slow, section),
      late: 'as-probes',
    },
  };
}

function open(values: Values<typeof breakerFields>, section: Section): Written {
  const wait = values.waitDurationInOpenState;
  if (!values.enableExponentialBackoff) {
    return form.fixedOpen(wait, values.enableRandomizedWait ? values.randomizedWaitFactor : 0);
  }
  if (values.enableRandomizedWait) {
    section.fault(
      'enableRandomizedWait',
      'both enableExponentialBackoff and enableRandomizedWait',
      'one of the two: resilience4j refuses both',
    );
  }
  section.differs('opening decays otherwise');
  return form.growingOpen(
    wait,
    Math.max(1, values.exponentialBackoffMultiplier),
    values.exponentialMaxWaitDurationInOpenState,
  );
}

function readRetry(section: Section): Written {
  const values = section.values(retryFields, retryNotCarried);
  section.converted(
    `maxAttempts: ${values.maxAttempts} counts the first call, as here: ${values.maxAttempts - 1} retries`,
  );
  if (values.enableRandomizedWait) section.differs('jitter around');
  return form.retry({
    retries: Math.max(0, values.maxAttempts - 1),
    backoff: values.enableExponentialBackoff
      ? form.exponentialBackoff(
          values.waitDuration,
          values.exponentialBackoffMultiplier,
          values.exponentialMaxWaitDuration,
        )
      : form.fixedBackoff(values.waitDuration),
    on: form.ANY_FAILURE,
  });
}

function readBulkhead(section: Section): Written {
  const values = section.values(bulkheadFields, {
    fairCallHandlingEnabled: 'those who wait are served in turn',
  });
  const waits = values.maxWaitDuration > 0;
  if (waits) section.differs('wait for a place');
  return {
    bulkhead: { calls: Math.max(1, values.maxConcurrentCalls), queue: waits ? form.UNLIMITED : 0 },
  };
}

function readPool(section: Section): Written {
  const values = section.values(poolFields, {
    coreThreadPoolSize: 'a pool that grows is as large as it gets',
    keepAliveDuration: 'a pool that grows is as large as it gets',
    writableStackTraceEnabled: NO_MEANING,
    eventConsumerBufferSize: NO_MEANING,
  });
  if (!section.has('maxThreadPoolSize')) {
    section.converted(
      'maxThreadPoolSize: by default as many as there are processors; 4 are assumed',
    );
  }
  return {
    bulkhead: { calls: Math.max(1, values.maxThreadPoolSize), queue: values.queueCapacity },
  };
}

/** More calls a second than a simulation lets come: no limit. */
const MOST_PER_SECOND = 1e7;

function readLimiter(section: Section): Written | undefined {
  const values = section.values(limiterFields, {
    registerHealthIndicator: NO_MEANING,
    allowHealthIndicatorToFail: NO_MEANING,
    subscribeForEvents: NO_MEANING,
    eventConsumerBufferSize: NO_MEANING,
    writableStackTraceEnabled: NO_MEANING,
  });
  const perSecond = (values.limitForPeriod * 1_000) / Math.max(1e-6, values.limitRefreshPeriod);
  if (perSecond > MOST_PER_SECOND) {
    section.converted(
      `${values.limitForPeriod} calls every ${values.limitRefreshPeriod}ms are no limit: the policy is left out`,
    );
    return undefined;
  }
  section.differs('refilled at once');
  if (values.timeoutDuration > 0) section.differs('wait for a permit');
  const rate = Number(perSecond.toPrecision(12));
  section.converted(
    `limitForPeriod in limitRefreshPeriod: ${rate} calls a second, ${values.limitForPeriod} at once`,
  );
  return { rateLimit: { rate: `${rate}/s`, burst: Math.max(1, values.limitForPeriod) } };
}

/** A time limiter's block, also of Spring Cloud's. */
export function readTime(section: Section): Written {
  const values = section.values(timeFields, {
    cancelRunningFuture:
      "whether work that nobody waits for stops is the service's: paymentService.cancellation",
    eventConsumerBufferSize: NO_MEANING,
  });
  return { timeout: exactDuration(values.timeoutDuration) };
}
