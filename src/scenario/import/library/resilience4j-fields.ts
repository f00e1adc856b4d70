import { type Fields, field } from '../section.ts';
import { springDuration } from '../time-unit.ts';
import { count, flag, fraction, percent, positive, word } from '../unit.ts';

export const breakerFields = {
  failureRateThreshold: field(percent, 0.5),
  slidingWindowType: field(word('COUNT_BASED', 'TIME_BASED'), 'COUNT_BASED'),
  slidingWindowSize: field(count, 100),
  minimumNumberOfCalls: field(count, 100),
  waitDurationInOpenState: field(springDuration, 60_000),
  enableExponentialBackoff: field(flag, false),
  exponentialBackoffMultiplier: field(positive, 1.5),
  exponentialMaxWaitDurationInOpenState: field(springDuration),
  enableRandomizedWait: field(flag, false),
  randomizedWaitFactor: field(fraction, 0.5),
  permittedNumberOfCallsInHalfOpenState: field(count, 10),
  maxWaitDurationInHalfOpenState: field(springDuration, 0),
  transitionToStateAfterWaitDuration: field(word('OPEN', 'CLOSED'), 'OPEN'),
  slowCallRateThreshold: field(percent, 1),
  slowCallDurationThreshold: field(springDuration, 60_000),
} satisfies Fields;

const EXCEPTIONS =
  'which errors count is code: here all errors and timeouts count, and declines do not';
export const NO_MEANING = 'nothing in a simulation depends on it';
export const breakerNotCarried = {
  recordExceptions: EXCEPTIONS,
  ignoreExceptions: EXCEPTIONS,
  recordFailurePredicate: EXCEPTIONS,
  recordResultPredicate: EXCEPTIONS,
  ignoreExceptionPredicate: EXCEPTIONS,
  automaticTransitionFromOpenToHalfOpenEnabled: 'the same calls go either way',
  initialState: 'a run begins closed',
  writableStackTraceEnabled: NO_MEANING,
  registerHealthIndicator: NO_MEANING,
  allowHealthIndicatorToFail: NO_MEANING,
  eventConsumerBufferSize: NO_MEANING,
  ignoreClassBindingExceptions: NO_MEANING,
};

export const retryFields = {
  maxAttempts: field(count, 3),
  waitDuration: field(springDuration, 500),
  enableExponentialBackoff: field(flag, false),
  exponentialBackoffMultiplier: field(positive, 1.5),
  exponentialMaxWaitDuration: field(springDuration),
  enableRandomizedWait: field(flag, false),
  randomizedWaitFactor: field(fraction, 0.5),
} satisfies Fields;

const REPEATED = 'which errors are tried again is code: here every failure is, blocked calls too';
export const retryNotCarried = {
  retryExceptions: REPEATED,
  ignoreExceptions: REPEATED,
  resultPredicate: REPEATED,
  retryExceptionPredicate: REPEATED,
  intervalBiFunction: 'code that decides the wait',
  consumeResultBeforeRetryAttempt: 'code',
  failAfterMaxAttempts: 'an order fails with its last call in any case',
  eventConsumerBufferSize: NO_MEANING,
};

export const bulkheadFields = {
  maxConcurrentCalls: field(count, 25),
  maxWaitDuration: field(springDuration, 0),
} satisfies Fields;
export const poolFields = {
  maxThreadPoolSize: field(count, 4),
  queueCapacity: field(count, 100),
} satisfies Fields;
export const limiterFields = {
  limitForPeriod: field(count, 50),
  limitRefreshPeriod: field(springDuration, 0.0005),
  timeoutDuration: field(springDuration, 5_000),
} satisfies Fields;
export const timeFields = { timeoutDuration: field(springDuration, 1_000) } satisfies Fields;
