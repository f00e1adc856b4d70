import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import { isPlain } from '../literal.ts';
import { entry, plain } from '../plain-name.ts';
import { type Fields, field, type Reader, type Section, written } from '../section.ts';
import type { Source } from '../source.ts';
import { csharpDuration, timeSpan } from '../time-unit.ts';
import { flag, word } from '../unit.ts';
import { blocksIn } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import * as polly from './polly.ts';
import * as fields from './polly-fields.ts';
import { breakerValues, retryValues } from './polly-writing.ts';
import * as form from './written.ts';

/** Polly's settings with times as configuration writes them. */
function configured<Table extends Fields>(table: Table): Table {
  const pairs = Object.entries(table).map(([name, one]) => [
    name,
    one.unit === csharpDuration ? { ...one, unit: timeSpan } : one,
  ]);
  return Object.fromEntries(pairs) as Table;
}

const breakerFields = configured(fields.breakerFields);
const timeoutFields = configured(fields.timeoutFields);
const retryFields = {
  ...configured(fields.retryFields),
  BackoffType: field(word('Constant', 'Linear', 'Exponential'), 'Exponential'),
  UseJitter: field(flag, true),
  ShouldRetryAfterHeader: field(flag, true),
};
const attemptFields = { Timeout: field(timeSpan, 10_000) };

function readRetry(section: Section): Written {
  // 429 is tried again, as are 408 and 5xx; a blocked call is not.
  const values = section.values(retryFields, fields.notCarried);
  const { retry } = polly.readRetry(section, values, ['error', 'timeout']);
  return { retry: { ...(retry as object), retryAfter: values.ShouldRetryAfterHeader } };
}

/** The standard pipeline, outermost first. */
const SECTIONS: readonly { name: string; policy: string; read: (section: Section) => Written }[] = [
  { name: 'RateLimiter', policy: 'bulkhead', read: polly.readLimiter },
  { name: 'TotalRequestTimeout', policy: 'timeout', read: polly.readTimeout },
  { name: 'Retry', policy: 'retry', read: readRetry },
  { name: 'CircuitBreaker', policy: 'breaker', read: polly.readBreaker },
  {
    name: 'AttemptTimeout',
    policy: 'timeout',
    read: (section) => ({ timeout: exactDuration(section.values(attemptFields).Timeout) }),
  },
];

function find(source: Source): Candidate[] {
  return blocksIn(source.documents)
    .filter(
      ({ block }) =>
        entry(block, 'TotalRequestTimeout') !== undefined ||
        entry(block, 'AttemptTimeout') !== undefined,
    )
    .map(({ path, block }) => ({
      name: path.join(':') || 'standard',
      read: (reader) => read(reader, path, block),
    }));
}

function read(
  reader: Reader,
  path: readonly string[],
  block: Readonly<Record<string, unknown>>,
): Written[] {
  const pipeline = reader.section('pipeline', path.join(':'), {});
  pipeline.converted(
    `the standard pipeline, outermost first: ${SECTIONS.map(({ name }) => name).join(', ')}; a section that is left out has its defaults`,
  );
  for (const [key, value] of Object.entries(block)) {
    if (SECTIONS.every(({ name }) => plain(name) !== plain(key)))
      pipeline.leave(key, value, 'no section of the standard pipeline');
  }
  return SECTIONS.map(({ name, policy, read: readSection }) => {
    const options = entry(block, name);
    return readSection(
      reader.section(policy, [...path, name].join(':'), isPlain(options) ? options : {}),
    );
  });
}

function text(pipeline: Pipeline): string {
  const breaker = form.settingsOf(pipeline, 'breaker');
  const retry = form.settingsOf(pipeline, 'retry');
  const bulkhead = form.settingsOf(pipeline, 'bulkhead');
  const { call, total } = form.timeouts(pipeline);
  const sections = {
    RateLimiter: bulkhead && {
      DefaultRateLimiterOptions: { PermitLimit: bulkhead.calls, QueueLimit: bulkhead.queue },
    },
    TotalRequestTimeout:
      total === undefined ? undefined : written(timeoutFields, { Timeout: total }),
    Retry:
      retry &&
      written(retryFields, {
        ...retryValues(retry),
        ShouldRetryAfterHeader: retry.retryAfter,
      }),
    CircuitBreaker: breaker && written(breakerFields, breakerValues(breaker)),
    AttemptTimeout: written(attemptFields, { Timeout: call }),
  };
  return `${JSON.stringify({ HttpStandardResilience: sections }, null, 2)}\n`;
}

export const dotnet: Library = {
  name: 'dotnet',
  title: '.NET HttpStandardResilience',
  version: '9',
  reads: 'HttpStandardResilience sections of appsettings.json',
  find,
  writes: { file: 'appsettings.json', text },
};
