import { exactDuration } from '../../../kernel/quantity-text.ts';
import type { Written } from '../../written.ts';
import { Call, Code, isPlain, literalText } from '../literal.ts';
import { type Fields, field, type Reader, type Section } from '../section.ts';
import type { Source } from '../source.ts';
import { milliseconds } from '../time-unit.ts';
import { count, fraction, positive, type Unit } from '../unit.ts';
import { readBulkhead, readTimeout } from './cockatiel-limits.ts';
import { text } from './cockatiel-writing.ts';
import { blocksIn, nameOf, resolved } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import * as form from './written.ts';

/** A construction such as `new ConsecutiveBreaker(5)`, or the options that stand for one in JSON. */
const part: Unit<unknown> = {
  expected: 'a breaker or a back-off, such as new ConsecutiveBreaker(5)',
  read: (value) => (value instanceof Code ? undefined : value),
  write: (value) => value,
  said: literalText,
};

const breakerFields = { halfOpenAfter: field(part), breaker: field(part) } satisfies Fields;
const retryFields = {
  maxAttempts: field(positive, form.UNLIMITED),
  backoff: field(part, 0),
} satisfies Fields;
const samplingFields = {
  threshold: field(fraction),
  duration: field(milliseconds),
  minimumRps: field(positive),
} satisfies Fields;
const countFields = {
  threshold: field(fraction),
  size: field(count),
  minimumNumberOfCalls: field(count),
} satisfies Fields;
const exponentialFields = {
  initialDelay: field(milliseconds, 128),
  maxDelay: field(milliseconds, 30_000),
  exponent: field(positive, 2),
} satisfies Fields;

const POLICIES: Readonly<Record<string, string>> = {
  circuitBreaker: 'breaker',
  retry: 'retry',
  timeout: 'timeout',
  bulkhead: 'bulkhead',
  fallback: 'fallback',
};

const STRICT = { strict: true };

function find(source: Source): Candidate[] {
  const own = source.calls.filter(
    ({ last, args }) => Object.hasOwn(POLICIES, last) && args.length > 0,
  );
  const typical =
    own.some(({ last, args }) => last === 'circuitBreaker' && isPlain(args[1])) ||
    /['"]cockatiel['"]/.test(source.text);
  const json = blocksIn(source.documents).filter(({ block }) => 'halfOpenAfter' in block);
  const fromJson = json.map(({ path, block }) => ({
    name: path.join('.') || 'circuitBreaker',
    read: (reader: Reader) => [readBreaker(reader.section('breaker', path.join('.'), block))],
  }));
  if (!typical) return fromJson;
  const wraps = source.calls.filter(({ last }) => last === 'wrap');
  if (wraps.length === 0) {
    return own.map((call) => ({
      name: nameOf(source, call) ?? call.last,
      read: (reader) => readPolicy(reader, call),
    }));
  }
  return wraps.map((wrap) => ({
    name: nameOf(source, wrap) ?? 'wrap',
    read: (reader) => wrap.args.flatMap((one) => readPolicy(reader, resolved(source, one))),
  }));
}

function readPolicy(reader: Reader, call: unknown): Written[] {
  if (!(call instanceof Call) || !Object.hasOwn(POLICIES, call.last)) {
    reader
      .section('pipeline', 'wrap', {})
      .leave('wrap', call, 'no policy that the file itself makes');
    return [];
  }
  const from = nameOf(reader.source, call) ?? call.last;
  const options = resolved(reader.source, call.args[1]);
  const section = reader.section(POLICIES[call.last]!, from, isPlain(options) ? options : {});
  switch (call.last) {
    case 'circuitBreaker':
      noteHandled(section, call.args[0]);
      return [readBreaker(section)];
    case 'retry':
      return [readRetry(section, call.args[0])];
    case 'timeout':
      return readTimeout(reader, from, call);
    case 'bulkhead':
      return readBulkhead(reader, from, call);
    default:
      section.leave(
        'fallback',
        call.args[1],
        'what it answers is code; a fallback of kind value comes near',
      );
      return [];
  }
}

function noteHandled(section: Section, handled: unknown): boolean {
  if (handled === undefined || literalText(handled) === 'handleAll') return true;
  section.leave(
    'policy',
    handled,
    'which errors count is code; an error that it does not handle is a success there',
  );
  return false;
}

function readBreaker(section: Section): Written {
  const { halfOpenAfter, breaker } = section.values(breakerFields, {
    initialState: 'a run begins closed',
  });
  section.differs('a probe that is overtaken');
  return {
    breaker: {
      trip: trip(section, breaker),
      open: open(section, halfOpenAfter),
      probe: form.awaited(1),
      late: 'as-calls',
    },
  };
}

function within(section: Section, options: unknown): Section {
  return section.inner(isPlain(options) ? options : {});
}

function trip(section: Section, breaker: unknown): Written {
  const [made, first] = breaker instanceof Call ? [breaker.last, breaker.args[0]] : ['', breaker];
  if (typeof first === 'number' && first >= 1) return form.consecutiveFailures(first);
  if (made === 'SamplingBreaker' || (isPlain(first) && 'duration' in first)) {
    const { threshold, duration, minimumRps } = within(section, first).values(samplingFields);
    if (threshold === undefined || !duration) return missing(section, 'threshold and duration');
    section.differs('buckets turn with traffic');
    const rps = minimumRps ?? 5 / threshold;
    const minimum = Math.max(1, Math.ceil((rps * duration) / 1_000 - 1e-9));
    section.converted(
      `minimumRps: ${Number(rps.toFixed(3))} a second over ${exactDuration(duration)} is a minimum of ${minimum} calls`,
    );
    const window = { time: duration, buckets: Math.max(5, Math.ceil(duration / 1_000)) };
    return form.failureRate(threshold, window, minimum, STRICT);
  }
  if (isPlain(first) && 'size' in first) {
    const {
      threshold,
      size,
      minimumNumberOfCalls: least,
    } = within(section, first).values(countFields);
    if (threshold === undefined || !size) return missing(section, 'threshold and size');
    return form.failureRate(threshold, { calls: size }, Math.max(1, least ?? size), STRICT);
  }
  return missing(section, 'a breaker: ConsecutiveBreaker, CountBreaker or SamplingBreaker');
}

function missing(section: Section, expected: string): Written {
  section.fault('breaker', 'none that can be read', expected);
  return form.consecutiveFailures(5);
}

function open(section: Section, halfOpenAfter: unknown): Written {
  if (typeof halfOpenAfter === 'number' && halfOpenAfter > 0) return form.fixedOpen(halfOpenAfter);
  if (halfOpenAfter instanceof Call && halfOpenAfter.last === 'ExponentialBackoff') {
    const { generator, ...options } = isPlain(halfOpenAfter.args[0]) ? halfOpenAfter.args[0] : {};
    const values = section.inner(options).values(exponentialFields);
    if (literalText(generator) !== 'noJitterGenerator') {
      const made = generator ?? 'decorrelated';
      section.leave('generator', made, 'the open time has no chance in it here');
    }
    section.differs('opening decays otherwise');
    return form.growingOpen(values.initialDelay, Math.max(1, values.exponent), values.maxDelay);
  }
  const [ms] = halfOpenAfter instanceof Call ? halfOpenAfter.args : [];
  if (typeof ms === 'number') return form.fixedOpen(ms);
  section.fault(
    'halfOpenAfter',
    literalText(halfOpenAfter),
    'a number of milliseconds, or a back-off',
  );
  return form.fixedOpen(10_000);
}

function readRetry(section: Section, handled: unknown): Written {
  const all = noteHandled(section, handled);
  const { maxAttempts, backoff } = section.values(retryFields);
  const retries = Math.min(maxAttempts, form.MOST_CALLS - 1);
  section.converted(
    maxAttempts > retries
      ? `maxAttempts: there is no end to the retries; here ${retries} at most`
      : `maxAttempts: ${retries} retries after the first call, so ${retries + 1} calls`,
  );
  return form.retry({
    retries,
    backoff: retryBackoff(section, backoff),
    on: all ? form.ANY_FAILURE : ['error', 'timeout'],
  });
}

function retryBackoff(section: Section, backoff: unknown): Written {
  if (!(backoff instanceof Call)) return form.fixedBackoff(0);
  const [first] = backoff.args;
  if (backoff.last === 'ConstantBackoff' && typeof first === 'number')
    return form.fixedBackoff(first);
  if (backoff.last === 'ExponentialBackoff') {
    const options = isPlain(first) ? first : {};
    const values = within(section, { ...options, generator: undefined }).values(exponentialFields);
    const generator = literalText(options.generator ?? 'decorrelatedJitterGenerator');
    const jitter = {
      noJitterGenerator: 'none',
      fullJitterGenerator: 'full',
      halfJitterGenerator: 'equal',
    }[generator];
    if (jitter !== undefined)
      return form.exponentialBackoff(values.initialDelay, values.exponent, values.maxDelay, jitter);
    section.converted(`generator: ${generator} is kind decorrelated`);
    return form.decorrelatedBackoff(values.initialDelay, values.maxDelay);
  }
  section.leave('backoff', backoff, 'a back-off that is code; no wait is taken');
  return form.fixedBackoff(0);
}

export const cockatiel: Library = {
  name: 'cockatiel',
  title: 'cockatiel',
  version: '3.2',
  reads:
    'policies and wrap() in a JavaScript or TypeScript file, which is not run; circuit breaker options as JSON',
  find,
  writes: { file: 'policy.ts', text },
};
