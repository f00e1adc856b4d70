import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import { type Fields, field, type Reader, written } from '../section.ts';
import type { Source } from '../source.ts';
import { milliseconds } from '../time-unit.ts';
import { count, flag, percent, type Unit } from '../unit.ts';
import { blocksWith } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import { objectText } from './program-text.ts';
import * as form from './written.ts';

/** `false` and 0 are no timeout. */
const timeoutUnit: Unit<number> = {
  ...milliseconds,
  expected: 'a number of milliseconds, or false',
  read: (value) => (value === false ? 0 : milliseconds.read(value)),
  write: (value) => (value === 0 ? false : value),
};

const fields = {
  timeout: field(timeoutUnit, 10_000),
  resetTimeout: field(milliseconds, 30_000),
  errorThresholdPercentage: field(percent, 0.5),
  rollingCountTimeout: field(milliseconds, 10_000),
  rollingCountBuckets: field(count, 10),
  volumeThreshold: field(count, 0),
  allowWarmUp: field(flag, false),
  capacity: field(count),
} satisfies Fields;

const CACHE = 'answers from a cache spare the service calls; here every order makes its call';
const notCarried = {
  errorFilter: 'which errors count is code; a filtered error there is a success that closes',
  cache: CACHE,
  cacheTTL: CACHE,
  cacheSize: CACHE,
  cacheGetKey: CACHE,
  cacheTransport: CACHE,
  coalesce: CACHE,
  coalesceTTL: CACHE,
  coalesceSize: CACHE,
  coalesceResetOn: CACHE,
  abortController:
    "whether work that timed out stops is the service's: paymentService.cancellation",
  autoRenewAbortController: 'see abortController',
  enabled: 'a breaker here is always on',
  name: 'only a name',
  group: 'only a name',
  enableSnapshots: 'nothing in a simulation depends on it',
  rotateBucketController: 'nothing in a simulation depends on it',
  state: 'a run begins closed',
  status: 'a run begins with no calls',
  maxFailures: 'ignored by opossum itself',
};

const KEYS = [
  'errorThresholdPercentage',
  'resetTimeout',
  'rollingCountTimeout',
  'rollingCountBuckets',
  'volumeThreshold',
];

function find(source: Source): Candidate[] {
  return blocksWith(source, KEYS).map(({ path, block }) => ({
    name: path.join('.') || 'options',
    read: (reader) => read(reader, path.join('.'), block),
  }));
}

function read(reader: Reader, from: string, block: object): Written[] {
  const section = reader.section('breaker', from, block);
  const values = section.values(fields, notCarried);
  if (section.has('cache') || section.has('coalesce')) section.differs('stale answers');
  if (values.volumeThreshold === 0)
    section.converted('volumeThreshold: 0 lets the first call judge, as a minimum of 1 does');
  const bulkhead =
    values.capacity === undefined
      ? []
      : [{ bulkhead: { calls: Math.max(1, values.capacity), queue: 0 } }];
  if (bulkhead.length > 0) section.differs('full counts as failed');
  const breaker = {
    trip: form.failureRate(
      values.errorThresholdPercentage,
      {
        time: values.rollingCountTimeout,
        buckets: Math.max(1, values.rollingCountBuckets),
        of: 'started',
      },
      Math.max(1, values.volumeThreshold),
      { strict: true },
    ),
    open: form.fixedOpen(values.resetTimeout),
    probe: form.consecutiveSuccesses(1, 1),
    late: 'as-probes',
    keepsCounts: true,
    ...(values.allowWarmUp ? { warmUp: exactDuration(values.rollingCountTimeout) } : {}),
  };
  const timeout = values.timeout === 0 ? [] : [{ timeout: exactDuration(values.timeout) }];
  return [{ breaker }, ...bulkhead, ...timeout];
}

function text(pipeline: Pipeline, name: string): string {
  const breaker = form.settingsOf(pipeline, 'breaker');
  const rate = breaker && form.nearestRate(breaker);
  const options = written(fields, {
    timeout: form.settingsOf(pipeline, 'timeout') ?? 0,
    ...(breaker && rate
      ? {
          resetTimeout: form.nearestOpen(breaker),
          errorThresholdPercentage: rate.rate,
          ...('time' in rate.window
            ? { rollingCountTimeout: rate.window.time, rollingCountBuckets: rate.window.buckets }
            : {}),
          allowWarmUp: breaker.warmUp === undefined ? undefined : true,
          volumeThreshold: rate.minimumCalls,
        }
      : {}),
    capacity: form.settingsOf(pipeline, 'bulkhead')?.calls,
  });
  return [
    "import CircuitBreaker from 'opossum';",
    '',
    `export const ${name} = ${objectText({ resetTimeout: 30_000, ...options })};`,
    '',
    `// const breaker = new CircuitBreaker(callTheService, ${name});`,
    '',
  ].join('\n');
}

export const opossum: Library = {
  name: 'opossum',
  title: 'opossum',
  version: '9.0',
  reads: 'options as JSON, or as an object in a JavaScript or TypeScript file, which is not run',
  find,
  writes: { file: 'breaker.mjs', text },
};
