import type { Pipeline } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import { Code } from '../literal.ts';
import { type Fields, field, type Reader, type Section, written } from '../section.ts';
import type { Source } from '../source.ts';
import { goDuration } from '../time-unit.ts';
import { count, type Unit } from '../unit.ts';
import { nameOf } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import { structText } from './program-text.ts';
import * as form from './written.ts';

const code: Unit<Code> = {
  expected: 'a function',
  read: (value) => (value instanceof Code ? value : undefined),
  write: (value) => value,
  said: ({ text }) => text,
};

const fields = {
  MaxRequests: field(count, 0),
  Interval: field(goDuration, 0),
  BucketPeriod: field(goDuration, 0),
  Timeout: field(goDuration, 0),
  ReadyToTrip: field(code),
} satisfies Fields;

const notCarried = {
  Name: 'only a name',
  OnStateChange: 'code that hears of events',
  IsSuccessful: 'which errors count is code: here all errors and timeouts do',
  IsExcluded: 'which errors count is code: here all errors and timeouts do',
};

function find(source: Source): Candidate[] {
  return source.calls
    .filter(
      ({ last, named }) =>
        last === 'Settings' && Object.keys(named).some((key) => key in fields || key in notCarried),
    )
    .map((call) => {
      const name =
        typeof call.named.Name === 'string' ? call.named.Name : (nameOf(source, call) ?? 'breaker');
      return { name, read: (reader) => read(reader, name, call.named) };
    });
}

function read(reader: Reader, name: string, block: object): Written[] {
  const section = reader.section('breaker', name, block);
  const values = section.values(fields, notCarried);
  if (values.MaxRequests === 0) section.converted('MaxRequests: 0 means 1');
  if (values.Timeout === 0) section.converted('Timeout: 0 means 60s');
  section.differs('the very instant');
  const probes = Math.max(1, values.MaxRequests);
  return [
    {
      breaker: {
        trip: trip(section, values.ReadyToTrip?.text, values.Interval, values.BucketPeriod),
        open: form.fixedOpen(values.Timeout === 0 ? 60_000 : values.Timeout),
        probe: form.allOf(probes),
      },
    },
  ];
}

/** The usual shapes of ReadyToTrip, told by their text: `counts.Requests >= 3 && failureRatio >= 0.6`. */
function trip(
  section: Section,
  body: string | undefined,
  interval: number,
  period: number,
): Written {
  const limit = (pattern: RegExp): number | undefined => {
    const match = body === undefined ? null : pattern.exec(body);
    return match === null ? undefined : Number(match[2]) + (match[1] === '>' ? 1 : 0);
  };
  const inRow = body === undefined ? 6 : limit(/ConsecutiveFailures\s*(>=?)\s*(\d+)/);
  const requests = limit(/Requests\s*(>=?)\s*(\d+)/);
  const ratio =
    body === undefined
      ? null
      : /(?:atio|ate|TotalFailures\)?\s*\/[^<>&|]*)\s*(>=?)\s*(0?\.\d+|1(?:\.0+)?)\b/.exec(body);
  const total = limit(/TotalFailures\s*(>=?)\s*(\d+)/);
  if (interval > 0) section.differs('buckets begin with a call');
  const buckets = period > 0 ? Math.max(1, Math.round(interval / period)) : 1;
  // Requests counts calls as they start.
  const time = interval > 0 ? interval : form.LONGEST_MS;
  const window = { time, buckets, of: 'started' } as const;
  if (ratio !== null) {
    section.converted(
      `ReadyToTrip: read from its text, not run: at ${ratio[2]} of at least ${requests ?? 1} calls`,
    );
    if (interval === 0)
      section.converted('Interval: 0 never clears the counts; here a hundred years do');
    const judging = ratio[1] === '>' ? { strict: true } : {};
    return form.failureRate(Number(ratio[2]), window, requests ?? 1, judging);
  }
  if (inRow !== undefined) {
    section.converted(
      `ReadyToTrip: ${body === undefined ? 'left out' : 'read from its text, not run'}: ${inRow} failures in a row`,
    );
    return form.consecutiveFailures(Math.max(1, inRow), interval);
  }
  if (total !== undefined) {
    section.converted(`ReadyToTrip: read from its text, not run: ${total} failures`);
    if (interval > 0) section.differs('tumbling window');
    return form.failureCount(Math.max(1, total), interval > 0 ? interval : form.LONGEST_MS);
  }
  section.leave(
    'ReadyToTrip',
    body,
    'code of no shape that can be read: the default, 6 failures in a row, stands in for it',
  );
  return form.consecutiveFailures(6);
}

type Breaker = NonNullable<ReturnType<typeof form.settingsOf<'breaker'>>>;

function readyToTrip(breaker: Breaker): string {
  const { trip } = breaker;
  if (trip.kind === 'consecutive-failures') return `counts.ConsecutiveFailures >= ${trip.failures}`;
  if (trip.kind === 'failure-count') return `counts.TotalFailures >= ${trip.failures}`;
  const { rate, minimumCalls } = form.nearestRate(breaker);
  const above = 'strict' in trip && trip.strict === true ? '>' : '>=';
  return `counts.Requests >= ${minimumCalls} && float64(counts.TotalFailures)/float64(counts.Requests) ${above} ${rate}`;
}

/** How long its counts last; 0: for ever. */
function intervalOf({ trip }: Breaker): number {
  if (trip.kind === 'consecutive-failures') return trip.clearedEvery ?? 0;
  const time = 'window' in trip && 'time' in trip.window ? trip.window.time : 0;
  return time >= form.LONGEST_MS ? 0 : time;
}

function text(pipeline: Pipeline, name: string): string {
  const breaker = form.settingsOf(pipeline, 'breaker');
  const interval = breaker === undefined ? 0 : intervalOf(breaker);
  const buckets = breaker === undefined ? 1 : (form.bucketsOf(breaker) ?? 1);
  const values = breaker && {
    MaxRequests: form.nearestSuccesses(breaker),
    Interval: interval,
    BucketPeriod: buckets === 1 ? undefined : interval / buckets,
    Timeout: form.nearestOpen(breaker),
    ReadyToTrip: new Code(`func(counts gobreaker.Counts) bool { return ${readyToTrip(breaker)} }`),
  };
  const body = structText({ Name: name, ...written(fields, values ?? {}) });
  return `package payments\n\nimport (\n\t"time"\n\n\t"github.com/sony/gobreaker/v2"\n)\n\nvar settings = gobreaker.Settings${body}\n`;
}

export const gobreaker: Library = {
  name: 'gobreaker',
  title: 'gobreaker',
  version: '2.4',
  reads: 'gobreaker.Settings literals in a Go file; the usual shapes of ReadyToTrip by their text',
  find,
  writes: { file: 'breaker.go', text },
};
