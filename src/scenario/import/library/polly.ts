import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Written } from '../../written.ts';
import { Call, isPlain } from '../literal.ts';
import { entry, plain } from '../plain-name.ts';
import type { Reader, Section, Values } from '../section.ts';
import type { Source } from '../source.ts';
import { blocksIn, nameOf } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import {
  breakerFields,
  limiterFields,
  notCarried,
  retryFields,
  timeoutFields,
} from './polly-fields.ts';
import { text } from './polly-writing.ts';
import * as form from './written.ts';

export function readBreaker(section: Section): Written {
  const values = section.values(breakerFields, notCarried);
  section.differs('buckets begin with a call');
  const { SamplingDuration: time } = values;
  return {
    breaker: {
      trip: form.failureRate(
        values.FailureRatio,
        { time, buckets: time < 200 ? 1 : 10 },
        Math.max(1, values.MinimumThroughput),
      ),
      open: form.fixedOpen(values.BreakDuration),
      probe: { ...form.consecutiveSuccesses(1, 1), lease: exactDuration(values.BreakDuration) },
      late: 'as-probes',
    },
  };
}

export function readRetry(
  section: Section,
  values: Values<typeof retryFields>,
  on: readonly string[],
): Written {
  section.converted(
    `MaxRetryAttempts: ${values.MaxRetryAttempts} retries after the first call, so ${values.MaxRetryAttempts + 1} calls`,
  );
  return form.retry({ retries: values.MaxRetryAttempts, backoff: backoff(section, values), on });
}

function backoff(section: Section, values: Values<typeof retryFields>): Written {
  const { BackoffType: type, Delay: delay, MaxDelay: max, UseJitter: jitter } = values;
  if (type === 'Exponential') {
    return jitter ? form.decorrelatedBackoff(delay, max) : form.exponentialBackoff(delay, 2, max);
  }
  if (type === 'Linear') section.differs('linear backoff');
  if (jitter) section.differs('jitter around');
  return form.fixedBackoff(delay);
}

export function readTimeout(section: Section): Written {
  return { timeout: exactDuration(section.values(timeoutFields, notCarried).Timeout) };
}

export function readLimiter(section: Section): Written {
  const options = section.take('DefaultRateLimiterOptions');
  const values = section.inner(isPlain(options) ? options : section.rest()).values(limiterFields, {
    QueueProcessingOrder: 'those who wait are served in turn',
    ...notCarried,
  });
  section.converted('RateLimiter: by default it bounds calls at once, so it is a bulkhead');
  return { bulkhead: { calls: Math.max(1, values.PermitLimit), queue: values.QueueLimit } };
}

const anyFailure = (section: Section): Written =>
  readRetry(section, section.values(retryFields, notCarried), form.ANY_FAILURE);

/** A strategy: its name in configuration, as part of `AddRetry` and `RetryStrategyOptions`, and its reading. */
const STRATEGIES: readonly {
  name: string;
  policy: string;
  read?: (section: Section) => Written;
}[] = [
  { name: 'Retry', policy: 'retry', read: anyFailure },
  { name: 'CircuitBreaker', policy: 'breaker', read: readBreaker },
  { name: 'Timeout', policy: 'timeout', read: readTimeout },
  { name: 'RateLimiter', policy: 'bulkhead', read: readLimiter },
  { name: 'ConcurrencyLimiter', policy: 'bulkhead', read: readLimiter },
  { name: 'Hedging', policy: 'hedging' },
  { name: 'Fallback', policy: 'fallback' },
];

const TELLING = [
  'FailureRatio',
  'MinimumThroughput',
  'SamplingDuration',
  'BreakDuration',
  'MaxRetryAttempts',
  'BackoffType',
];

function find(source: Source): Candidate[] {
  const sections = blocksIn(source.documents).filter(({ block }) => {
    const strategies = ['CircuitBreaker', 'Retry'].map((name) => entry(block, name));
    return strategies.some((one) => TELLING.some((key) => entry(one, key) !== undefined));
  });
  const chains = source.calls.filter((call) =>
    [call, ...call.chain].some(({ last }) => /^Add(?:Retry|CircuitBreaker)$/.test(last)),
  );
  return [
    ...sections.map(({ path, block }) => ({
      name: path.join(':') || 'pipeline',
      read: (reader: Reader) => readSections(reader, path, block),
    })),
    ...chains.map((call) => ({
      name: nameOf(source, call) ?? 'pipeline',
      read: (reader: Reader) =>
        [call, ...call.chain].flatMap(({ last, args, named }) =>
          readAdded(reader, last, args, named),
        ),
    })),
  ];
}

function readSections(
  reader: Reader,
  path: readonly string[],
  block: Readonly<Record<string, unknown>>,
): Written[] {
  const order = reader.section('pipeline', path.join(':'), {});
  order.converted(
    'the order is that of the sections in the file, outermost first: the code that adds the strategies decides it',
  );
  return Object.entries(block).flatMap(([key, value]) => {
    const strategy = STRATEGIES.find(({ name }) => plain(name) === plain(key));
    if (strategy === undefined) {
      order.leave(key, value, 'no strategy that blackfriday knows');
      return [];
    }
    return readStrategy(
      reader,
      strategy,
      [...path, key].join(':'),
      isPlain(value) ? value : { [strategy.name]: value },
    );
  });
}

function readAdded(
  reader: Reader,
  step: string,
  args: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
): Written[] {
  const strategy = STRATEGIES.find(({ name }) => step === `Add${name}`);
  if (strategy === undefined) return [];
  const names =
    strategy.name === 'ConcurrencyLimiter' ? ['PermitLimit', 'QueueLimit'] : [strategy.name];
  const positional = args.map((one, i) => [names[i] ?? `argument ${i + 1}`, one] as const);
  const options = optionsOf(args[0]) ?? { ...Object.fromEntries(positional), ...named };
  return readStrategy(reader, strategy, step, options);
}

/** `new RetryStrategyOptions { … }`; a time such as TimeSpan.FromSeconds(1) is none. */
function optionsOf(value: unknown): Record<string, unknown> | undefined {
  return value instanceof Call && value.last.endsWith('Options') ? value.named : undefined;
}

function readStrategy(
  reader: Reader,
  strategy: (typeof STRATEGIES)[number],
  from: string,
  block: Record<string, unknown>,
): Written[] {
  const section = reader.section(strategy.policy, from, block);
  if (strategy.read !== undefined) return [strategy.read(section)];
  section.values(
    {},
    Object.fromEntries(
      Object.keys(block).map((key) => [
        key,
        `blackfriday has no ${strategy.policy} that this could be`,
      ]),
    ),
  );
  return [];
}

export const polly: Library = {
  name: 'polly',
  title: 'Polly',
  version: '8.7',
  reads: 'sections of appsettings.json, or a ResiliencePipelineBuilder in a C# file',
  find,
  writes: { file: 'Pipeline.cs', text },
};
