import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Written } from '../../written.ts';
import { Call, Code, literalText } from '../literal.ts';
import { type Fields, field, type Reader, type Section } from '../section.ts';
import type { Source } from '../source.ts';
import { javaDuration } from '../time-unit.ts';
import { anyCount, count, type Unit } from '../unit.ts';
import { text } from './failsafe-writing.ts';
import { nameOf, resolved, steps } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import * as form from './written.ts';

/** What a step of a builder was given: one value or several. */
const given: Unit<readonly unknown[]> = {
  expected: 'numbers and durations',
  read: (value) => (Array.isArray(value) ? (value as unknown[]) : [value]),
  write: (values) => values,
  said: (values) => values.map(literalText).join(', '),
};

const breakerFields = {
  withFailureThreshold: field(given, [1]),
  withFailureRateThreshold: field(given),
  withDelay: field(javaDuration, 60_000),
  withSuccessThreshold: field(given),
} satisfies Fields;

const retryFields = {
  withMaxRetries: field(anyCount, 2),
  withMaxAttempts: field(anyCount),
  withDelay: field(javaDuration, 0),
  withBackoff: field(given),
  withJitter: field(given),
} satisfies Fields;

const CODE = 'which failures count is code: here all errors and timeouts do';
const HEARS = 'code that hears of events';
const notCarried = {
  handle: CODE,
  handleIf: CODE,
  handleResult: CODE,
  handleResultIf: CODE,
  abortOn: CODE,
  abortIf: CODE,
  onOpen: HEARS,
  onClose: HEARS,
  onHalfOpen: HEARS,
  onFailure: HEARS,
  onSuccess: HEARS,
  onRetry: HEARS,
  withMaxDuration: 'the longest time for all tries: a timeout outside of the retry comes near',
  withInterrupt: "whether work that timed out stops is the service's: paymentService.cancellation",
};

const READERS: Readonly<Record<string, (reader: Reader, from: string, call: Call) => Written[]>> = {
  CircuitBreaker: (reader, from, call) => [
    readBreaker(reader.section('breaker', from, steps(call))),
  ],
  RetryPolicy: (reader, from, call) => [readRetry(reader.section('retry', from, steps(call)))],
  Timeout: (reader, from, call) => {
    const section = reader.section('timeout', from, { ...steps(call), timeout: call.args[0] });
    const { timeout } = section.values({ timeout: field(javaDuration) }, notCarried);
    return timeout ? [{ timeout: exactDuration(timeout) }] : [];
  },
  Bulkhead: (reader, from, call) => {
    const section = reader.section('bulkhead', from, {
      ...steps(call),
      maxConcurrency: call.args[0],
    });
    const { maxConcurrency, withMaxWaitTime } = section.values(
      { maxConcurrency: field(count, 1), withMaxWaitTime: field(javaDuration, 0) },
      notCarried,
    );
    if (withMaxWaitTime > 0) section.differs('wait for a place');
    return [
      {
        bulkhead: {
          calls: Math.max(1, maxConcurrency),
          queue: withMaxWaitTime > 0 ? form.UNLIMITED : 0,
        },
      },
    ];
  },
};

/** `CircuitBreaker.builder()`, `Timeout.of(…)`: the class and how it is made. */
function madeBy({ name }: Call): string | undefined {
  const [, made] = /(?:^|\.)(\w+)\.(?:builder|of|ofDefaults)$/.exec(name) ?? [];
  return made !== undefined && Object.hasOwn(READERS, made) ? made : undefined;
}

function find(source: Source): Candidate[] {
  const policies = source.calls.filter((call) => madeBy(call) !== undefined);
  if (policies.length === 0 || !/failsafe/i.test(source.text)) return [];
  const composed = source.calls.filter(
    ({ name, args }) => name === 'Failsafe.with' && args.length > 0,
  );
  if (composed.length > 0) {
    return composed.map((call) => ({
      name: nameOf(source, call) ?? 'Failsafe',
      read: (reader) => call.args.flatMap((one) => readPolicy(reader, resolved(source, one))),
    }));
  }
  return policies.map((call) => ({
    name: nameOf(source, call) ?? call.name,
    read: (reader) => readPolicy(reader, call),
  }));
}

function readPolicy(reader: Reader, call: unknown): Written[] {
  const made = call instanceof Call ? madeBy(call) : undefined;
  if (!(call instanceof Call) || made === undefined) {
    reader
      .section('pipeline', 'Failsafe', {})
      .leave('with', call, 'no policy that blackfriday knows, or one that is made elsewhere');
    return [];
  }
  return READERS[made]!(reader, nameOf(reader.source, call) ?? made, call);
}

const EVERY_RESULT = { judged: 'at-every-result' };

function readBreaker(section: Section): Written {
  const values = section.values(breakerFields, notCarried);
  const threshold = values.withFailureThreshold;
  section.differs('late gives a permit');
  const [of] = values.withSuccessThreshold ?? [];
  const needed =
    numberAt(values.withSuccessThreshold ?? [], 0) ??
    (values.withFailureRateThreshold === undefined ? (numberAt(threshold, 1) ?? 1) : 1);
  const capacity = numberAt(values.withSuccessThreshold ?? [], 1);
  if (of === undefined)
    section.converted(
      `withSuccessThreshold: left out, the failure threshold stands in for it: ${needed} probes`,
    );
  return {
    breaker: {
      trip: trip(section, threshold, values.withFailureRateThreshold),
      open: form.fixedOpen(values.withDelay),
      probe: form.successesOf(needed, capacity ?? needed),
      late: 'as-probes',
    },
  };
}

function numberAt(values: readonly unknown[], index: number): number | undefined {
  const value = values[index];
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function timeIn(values: readonly unknown[]): number | undefined {
  const call = values.find((one) => one instanceof Call);
  return call === undefined ? undefined : javaDuration.read(call);
}

/** `(n)` in a row, `(n, of)`, `(n, period)`, `(n, minimum, period)`, or a rate `(percent, minimum, period)`. */
function trip(
  section: Section,
  threshold: readonly unknown[],
  rate: readonly unknown[] | undefined,
): Written {
  if (rate !== undefined) {
    const [share, minimum, period] = [numberAt(rate, 0), numberAt(rate, 1), timeIn(rate)];
    if (share === undefined || share > 100 || minimum === undefined || period === undefined) {
      section.fault(
        'withFailureRateThreshold',
        given.said(rate),
        'a per cent, a number of executions and a duration',
      );
      return form.consecutiveFailures(1);
    }
    return form.failureRate(share / 100, { time: period, buckets: 10 }, minimum, EVERY_RESULT);
  }
  const [failures, of, period] = [
    numberAt(threshold, 0) ?? 1,
    numberAt(threshold, 1),
    timeIn(threshold),
  ];
  if (period !== undefined) {
    section.differs('buckets');
    if (of !== undefined)
      section.leave('withFailureThreshold', of, 'executions that must be there first');
    return form.failureCount(failures, period);
  }
  if (of === undefined || of === failures) return form.consecutiveFailures(failures);
  section.converted(
    `withFailureThreshold: ${failures} of the last ${of} is a rate of ${(failures / of) * 100}%`,
  );
  return form.failureRate(failures / of, { calls: of }, of, EVERY_RESULT);
}

const CHRONO: Readonly<Record<string, number>> = {
  MILLIS: 1,
  SECONDS: 1_000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
};

function readRetry(section: Section): Written {
  const values = section.values(retryFields, notCarried);
  const asked =
    values.withMaxAttempts === undefined ? values.withMaxRetries : values.withMaxAttempts - 1;
  const retries = asked < 0 ? form.MOST_CALLS - 1 : asked;
  section.converted(
    asked < 0
      ? `no end to the retries; here ${retries} at most`
      : `${retries} retries after the first call, so ${retries + 1} calls`,
  );
  if (values.withJitter !== undefined) section.differs('jitter around');
  return form.retry({
    retries,
    backoff: backoff(section, values.withBackoff, values.withDelay),
    on: form.ANY_FAILURE,
  });
}

function backoff(
  section: Section,
  growing: readonly unknown[] | undefined,
  delay: number,
): Written {
  if (growing === undefined) return form.fixedBackoff(delay);
  const times = growing.map((one) => (one instanceof Call ? javaDuration.read(one) : one));
  const unit = growing.filter((one) => one instanceof Code).at(-1);
  const unitMs = unit instanceof Code ? CHRONO[unit.text.replace('ChronoUnit.', '')] : 1;
  const [initial, max] = times.map((one) =>
    typeof one === 'number' ? one * (unitMs ?? 1) : Number.NaN,
  );
  if (initial === undefined || max === undefined || !(initial <= max)) {
    section.fault('withBackoff', given.said(growing), 'a first and a longest delay');
    return form.fixedBackoff(delay);
  }
  const factor = times.slice(2).find((one) => typeof one === 'number');
  return form.exponentialBackoff(initial, typeof factor === 'number' ? factor : 2, max);
}

export const failsafe: Library = {
  name: 'failsafe',
  title: 'Failsafe',
  version: '3.3',
  reads: 'builders and Failsafe.with(…) in a Java or Kotlin file, which is not run',
  find,
  writes: { file: 'Policies.java', text },
};
