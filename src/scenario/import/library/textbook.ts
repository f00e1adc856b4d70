import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Written } from '../../written.ts';
import { isPlain } from '../literal.ts';
import { entry } from '../plain-name.ts';
import { type Fields, field, type Reader, type Section } from '../section.ts';
import type { Source } from '../source.ts';
import { springDuration } from '../time-unit.ts';
import { count, percent, type Unit, word } from '../unit.ts';
import { blocksIn } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import * as form from './written.ts';

/** `30`, where the book leaves out the unit, is seconds; `30s` says so. */
const time: Unit<number> = {
  ...springDuration,
  expected: 'a duration such as 30s; a bare number is seconds',
  read: (value) => (typeof value === 'number' ? value * 1_000 : springDuration.read(value)),
};

/** `50` is a per cent, and so is `50%`; `0.5` is a fraction. */
const rate: Unit<number> = {
  ...percent,
  expected: 'a per cent such as 50, or a fraction such as 0.5',
  read: (value) => percent.read(typeof value === 'number' && value <= 1 ? value * 100 : value),
};

const fields = {
  failure_threshold: field(count),
  recovery_timeout: field(time),
  success_threshold: field(count),
  timeout: field(time),
} satisfies Fields;
const windowFields = {
  size: field(count),
  minimum_throughput: field(count),
  duration: field(time),
  type: field(word('count', 'time', 'COUNT_BASED', 'TIME_BASED')),
} satisfies Fields;
const criteriaFields = {
  error_rate: field(rate),
  slow_call_rate: field(rate),
  slow_call_duration: field(time),
} satisfies Fields;
const thresholdFields = {
  failure_rate: field(rate),
  response_time: field(time),
  error_count: field(count),
} satisfies Fields;
const timeoutFields = { operation: field(time), recovery: field(time) } satisfies Fields;
const fallbackFields = {
  strategy: field(word('cache', 'cached', 'default', 'static', 'queue', 'degraded', 'none')),
  max_age: field(time, 60_000),
} satisfies Fields;
const monitoringFields = { health_check_interval: field(time) } satisfies Fields;

const BLOCKS = [
  'sliding_window',
  'failure_criteria',
  'thresholds',
  'timeouts',
  'fallback',
  'monitoring',
];

function find(source: Source): Candidate[] {
  return blocksIn(source.documents).flatMap(({ path, block }) => {
    const settings = entry(block, 'circuit_breaker');
    if (!isPlain(settings)) return [];
    const single = [...Object.keys(fields), ...BLOCKS].some(
      (key) => entry(settings, key) !== undefined,
    );
    if (!single) {
      return Object.entries(settings).flatMap(([name, one]) =>
        isPlain(one) && looksRight(one)
          ? [{ name, read: (reader: Reader) => read(reader, `circuit_breaker.${name}`, one) }]
          : [],
      );
    }
    return [
      {
        name: path.join('.') || 'circuit_breaker',
        read: (reader: Reader) => read(reader, [...path, 'circuit_breaker'].join('.'), settings),
      },
    ];
  });
}

function looksRight(block: object): boolean {
  return [...Object.keys(fields), ...BLOCKS].some((key) => entry(block, key) !== undefined);
}

function read(reader: Reader, from: string, block: object): Written[] {
  const own = Object.fromEntries(
    Object.entries(block).filter(
      ([, value]) => !isPlain(value) || !BLOCKS.some((name) => entry(block, name) === value),
    ),
  );
  const section = reader.section('breaker', from, own);
  const values = section.values(fields, {
    enabled: 'a breaker here is always on',
    name: 'only a name',
  });
  const part = <Table extends Fields>(
    name: string,
    table: Table,
  ): ReturnType<typeof section.values<Table>> => {
    const inner = entry(block, name);
    return section.inner(isPlain(inner) ? inner : {}).values(table);
  };
  const timeouts = part('timeouts', timeoutFields);
  const openMs =
    values.recovery_timeout ?? timeouts.recovery ?? assumed(section, 'recovery_timeout', 30_000);
  const interval = part('monitoring', monitoringFields).health_check_interval;
  const successes = values.success_threshold ?? 1;
  const breaker = {
    trip: trip(
      section,
      values.failure_threshold,
      part('sliding_window', windowFields),
      part('failure_criteria', criteriaFields),
      part('thresholds', thresholdFields),
    ),
    open: form.fixedOpen(openMs),
    probe:
      interval === undefined
        ? form.consecutiveSuccesses(successes, successes)
        : { kind: 'health-check', every: exactDuration(interval), successes },
  };
  const operation = values.timeout ?? timeouts.operation;
  const timeout = operation === undefined ? [] : [{ timeout: exactDuration(operation) }];
  return [...readFallback(reader, from, entry(block, 'fallback')), { breaker }, ...timeout];
}

function assumed(section: Section, setting: string, ms: number): number {
  section.account.defaults.push({
    setting,
    value: `${ms / 1_000}s`,
    note: 'the book says nothing',
  });
  return ms;
}

/** Everything that the block names may open it: the first that does. */
function trip(
  section: Section,
  failures: number | undefined,
  window: {
    size: number | undefined;
    minimum_throughput: number | undefined;
    duration: number | undefined;
    type: string | undefined;
  },
  criteria: {
    error_rate: number | undefined;
    slow_call_rate: number | undefined;
    slow_call_duration: number | undefined;
  },
  limits: {
    failure_rate: number | undefined;
    response_time: number | undefined;
    error_count: number | undefined;
  },
): Written {
  const timed =
    window.duration ??
    (/time/i.test(window.type ?? '') && window.size !== undefined
      ? window.size * 1_000
      : undefined);
  const recent = timed === undefined ? { calls: Math.max(1, window.size ?? 100) } : { time: timed };
  const minimum = Math.max(1, window.minimum_throughput ?? 10);
  const failing = criteria.error_rate ?? limits.failure_rate;
  const slow = criteria.slow_call_duration ?? limits.response_time;
  const trips = [
    ...(failing === undefined ? [] : [form.failureRate(failing, recent, minimum)]),
    ...(slow === undefined
      ? []
      : [form.slowCallRate(criteria.slow_call_rate ?? 0.5, slow, recent, minimum)]),
    ...[failures, limits.error_count].flatMap((one) =>
      one === undefined ? [] : [form.consecutiveFailures(Math.max(1, one))],
    ),
  ];
  if (trips.length === 0)
    section.converted('nothing says when it opens: 5 failures in a row are taken');
  if (failures !== undefined)
    section.converted(
      `failure_threshold: ${failures} failures in a row, because the book counts from the last success`,
    );
  const [first = form.consecutiveFailures(5)] = trips;
  return trips.length > 1 ? { kind: 'any-of', policies: trips } : first;
}

const KINDS: Readonly<Record<string, string>> = {
  cache: 'cached',
  cached: 'cached',
  default: 'value',
  static: 'value',
  queue: 'defer',
  degraded: 'degraded',
};

function readFallback(reader: Reader, from: string, block: unknown): Written[] {
  if (!isPlain(block)) return [];
  const values = reader
    .section('fallback', `${from}.fallback`, block)
    .values(fallbackFields, { enabled: 'a fallback here is always on' });
  const kind = KINDS[values.strategy ?? ''];
  if (kind === undefined) return [];
  return [
    { fallback: kind === 'cached' ? { kind, maxAge: exactDuration(values.max_age) } : { kind } },
  ];
}

export const textbook: Library = {
  name: 'textbook',
  title: 'circuit_breaker block',
  version: 'as textbooks print it',
  reads:
    'circuit_breaker: failure_threshold, recovery_timeout, success_threshold, sliding_window, failure_criteria, thresholds, timeouts, fallback, monitoring',
  find,
};
