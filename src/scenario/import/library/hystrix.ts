import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import { isPlain } from '../literal.ts';
import { entryAt } from '../plain-name.ts';
import { expanded } from '../properties.ts';
import { type Fields, field, type Reader, written } from '../section.ts';
import type { Source } from '../source.ts';
import { milliseconds } from '../time-unit.ts';
import { anyCount, count, flag, percent, word } from '../unit.ts';
import { flat } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import * as form from './written.ts';

const SEMAPHORE = 'execution.isolation.semaphore.maxConcurrentRequests';
const SNAPSHOT = 'metrics.healthSnapshot.intervalInMilliseconds';
const TIMEOUT = 'execution.isolation.thread.timeoutInMilliseconds';

const commandFields = {
  'circuitBreaker.enabled': field(flag, true),
  'circuitBreaker.requestVolumeThreshold': field(count, 20),
  'circuitBreaker.errorThresholdPercentage': field(percent, 0.5),
  'circuitBreaker.sleepWindowInMilliseconds': field(milliseconds, 5_000),
  'metrics.rollingStats.timeInMilliseconds': field(milliseconds, 10_000),
  'metrics.rollingStats.numBuckets': field(count, 10),
  [SNAPSHOT]: field(milliseconds, 500),
  'execution.timeout.enabled': field(flag, true),
  [TIMEOUT]: field(milliseconds, 1_000),
  'execution.isolation.strategy': field(word('THREAD', 'SEMAPHORE'), 'THREAD'),
  [SEMAPHORE]: field(count, 10),
} satisfies Fields;

const poolFields = {
  coreSize: field(count, 10),
  maxQueueSize: field(anyCount, -1),
  queueSizeRejectionThreshold: field(count, 5),
} satisfies Fields;

const NO_MEANING = 'nothing in a simulation depends on it';
const commandNotCarried = {
  'circuitBreaker.forceOpen': 'a breaker here is never forced',
  'circuitBreaker.forceClosed': 'a breaker here is never forced',
  'execution.isolation.thread.interruptOnTimeout':
    "whether work that timed out stops is the service's: paymentService.cancellation",
  'fallback.isolation.semaphore.maxConcurrentRequests': 'a fallback is code',
  'fallback.enabled': 'a fallback is code',
};

function keysOf(source: Source): {
  commands: Record<string, unknown>;
  pools: Record<string, unknown>;
} {
  const under = (name: string): Record<string, unknown> =>
    Object.assign(
      {},
      ...source.documents.map((one) => entryAt(expanded(one), 'hystrix', name)).filter(isPlain),
    ) as Record<string, unknown>;
  return { commands: under('command'), pools: under('threadpool') };
}

function find(source: Source): Candidate[] {
  const { commands, pools } = keysOf(source);
  const all = [...new Set([...Object.keys(commands), ...Object.keys(pools)])];
  const own = all.filter((name) => name !== 'default');
  const names = own.length > 0 ? own : all;
  return names.map((name) => ({
    name,
    read: (reader) => read(reader, name, settings(commands, name), settings(pools, name)),
  }));
}

/** A key's settings over those of `default`. */
function settings(all: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const of = (key: string): Record<string, unknown> => (isPlain(all[key]) ? flat(all[key]) : {});
  return { ...of('default'), ...of(name) };
}

function read(reader: Reader, name: string, command: object, pool: object): Written[] {
  const section = reader.section('breaker', `hystrix.command.${name}`, command);
  const values = section.values(commandFields, commandNotCarried);
  const enabled = values['circuitBreaker.enabled'];
  if (!enabled) section.converted('circuitBreaker.enabled: false, so there is no breaker');
  else section.differs('full counts as failed');
  const breaker = {
    trip: form.failureRate(
      values['circuitBreaker.errorThresholdPercentage'],
      {
        time: values['metrics.rollingStats.timeInMilliseconds'],
        buckets: Math.max(1, values['metrics.rollingStats.numBuckets']),
      },
      Math.max(1, values['circuitBreaker.requestVolumeThreshold']),
      { judged: { every: exactDuration(Math.max(1, values[SNAPSHOT])) } },
    ),
    open: form.fixedOpen(values['circuitBreaker.sleepWindowInMilliseconds']),
    probe: form.consecutiveSuccesses(1, 1),
    late: 'as-probes',
  };
  const bulkhead =
    values['execution.isolation.strategy'] === 'SEMAPHORE'
      ? { calls: Math.max(1, values[SEMAPHORE]), queue: 0 }
      : readPool(reader, name, pool);
  const timeout = values['execution.timeout.enabled']
    ? [{ timeout: exactDuration(values[TIMEOUT]) }]
    : [];
  return [...(enabled ? [{ breaker }] : []), { bulkhead }, ...timeout];
}

function readPool(reader: Reader, name: string, pool: object): { calls: number; queue: number } {
  const section = reader.section('bulkhead', `hystrix.threadpool.${name}`, pool);
  const values = section.values(poolFields, {
    maximumSize: 'a pool is as large as its core here',
    allowMaximumSizeToDivergeFromCoreSize: 'a pool is as large as its core here',
    keepAliveTimeMinutes: NO_MEANING,
  });
  section.converted('the thread pool bounds calls at once, so it is a bulkhead');
  const queue = Math.min(values.maxQueueSize, values.queueSizeRejectionThreshold);
  if (values.maxQueueSize > 0 && queue < values.maxQueueSize) {
    section.converted(
      `maxQueueSize ${values.maxQueueSize}, but queueSizeRejectionThreshold lets ${queue} wait`,
    );
  }
  return { calls: Math.max(1, values.coreSize), queue: Math.max(0, queue) };
}

function text(pipeline: Pipeline, name: string): string {
  const breaker = form.settingsOf(pipeline, 'breaker');
  const bulkhead = form.settingsOf(pipeline, 'bulkhead');
  const timeout = form.settingsOf(pipeline, 'timeout');
  const rate = breaker && form.nearestRate(breaker);
  const command = written(commandFields, {
    'circuitBreaker.enabled': breaker !== undefined,
    ...(breaker && rate
      ? {
          'circuitBreaker.requestVolumeThreshold': rate.minimumCalls,
          'circuitBreaker.errorThresholdPercentage': rate.rate,
          'circuitBreaker.sleepWindowInMilliseconds': form.nearestOpen(breaker),
          ...('time' in rate.window
            ? {
                'metrics.rollingStats.timeInMilliseconds': rate.window.time,
                'metrics.rollingStats.numBuckets': rate.window.buckets,
              }
            : {}),
          [SNAPSHOT]: form.nearestLook(breaker),
        }
      : {}),
    'execution.timeout.enabled': timeout !== undefined,
    [TIMEOUT]: timeout,
    ...(bulkhead?.queue === 0
      ? { 'execution.isolation.strategy': 'SEMAPHORE' as const, [SEMAPHORE]: bulkhead.calls }
      : {}),
  });
  const waiting = bulkhead && bulkhead.queue > 0;
  const pool = waiting
    ? {
        coreSize: bulkhead.calls,
        maxQueueSize: bulkhead.queue,
        queueSizeRejectionThreshold: bulkhead.queue,
      }
    : {};
  const line =
    (kind: string) =>
    ([key, value]: [string, unknown]): string =>
      `hystrix.${kind}.${name}.${key}=${String(value)}\n`;
  return [
    ...Object.entries(command).map(line('command')),
    ...Object.entries(pool).map(line('threadpool')),
  ].join('');
}

export const hystrix: Library = {
  name: 'hystrix',
  title: 'Hystrix',
  version: '1.5.18',
  reads: 'hystrix.command and hystrix.threadpool in properties or YAML',
  find,
  writes: { file: 'hystrix.properties', text },
};
