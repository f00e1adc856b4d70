import type { Pipeline, Policy } from '../../../resilience/pipeline.ts';
import type { Written } from '../../written.ts';
import { isPlain } from '../literal.ts';
import { entry } from '../plain-name.ts';
import { type Fields, field, type Reader, type Section, written } from '../section.ts';
import type { Source } from '../source.ts';
import { milliseconds, seconds } from '../time-unit.ts';
import { count, fraction, positive, word } from '../unit.ts';
import { blocksIn } from './finding.ts';
import type { Candidate, Library } from './library.ts';
import * as form from './written.ts';

const fields = {
  grade: field(count, 0),
  count: field(positive),
  timeWindow: field(seconds),
  minRequestAmount: field(count, 5),
  slowRatioThreshold: field(fraction, 1),
  statIntervalMs: field(milliseconds, 1_000),
} satisfies Fields;

const notCarried = {
  resource: 'only a name',
  limitApp: 'whose calls count: here all do',
  id: 'only a name',
};

const flowFields = {
  grade: field(count, 1),
  count: field(positive),
  controlBehavior: field(word('0', '1', '2', '3'), '0'),
} satisfies Fields;

function find(source: Source): Candidate[] {
  const rules = blocksIn(source.documents)
    .map(({ block }) => block)
    .filter(
      (block) =>
        typeof entry(block, 'resource') === 'string' && entry(block, 'count') !== undefined,
    );
  const names = [...new Set(rules.map((rule) => String(entry(rule, 'resource'))))];
  return names.map((name) => ({
    name,
    read: (reader) => {
      const own = rules.filter((rule) => entry(rule, 'resource') === name);
      return own.flatMap((rule, index) =>
        read(reader, own.length === 1 ? name : `${name}[${index}]`, rule),
      );
    },
  }));
}

function read(reader: Reader, from: string, rule: Readonly<Record<string, unknown>>): Written[] {
  if (!isPlain(rule) || entry(rule, 'timeWindow') === undefined)
    return readFlow(reader, from, rule);
  const section = reader.section('breaker', from, rule);
  const values = section.values(fields, notCarried);
  const { timeWindow: openMs = 10_000 } = values;
  return [
    {
      breaker: {
        trip: trip(section, values),
        open: form.fixedOpen(openMs),
        probe: form.consecutiveSuccesses(1, 1),
      },
    },
  ];
}

function trip(section: Section, values: ReturnType<typeof section.values<typeof fields>>): Written {
  const window = { time: values.statIntervalMs, buckets: 1 };
  const judged = { judged: 'at-every-result' };
  const strictly = { strict: true, ...judged };
  const minimum = Math.max(1, values.minRequestAmount);
  const { count: limit = 1 } = values;
  switch (values.grade) {
    case 0:
      section.converted(`grade 0: the share of calls slower than count, ${limit}ms`);
      section.differs('slow means longer');
      return form.slowCallRate(
        values.slowRatioThreshold,
        limit,
        window,
        minimum,
        values.slowRatioThreshold < 1 ? strictly : judged,
      );
    case 1:
      section.converted(`grade 1: the share of failures, count ${limit} is a fraction`);
      if (limit > 1) section.fault('count', String(limit), fraction.expected);
      return form.failureRate(Math.min(1, limit), window, minimum, strictly);
    case 2:
      section.converted(
        `grade 2: more than count failures, so ${Math.floor(limit) + 1} within ${values.statIntervalMs}ms`,
      );
      section.differs('tumbling window');
      return form.failureCount(Math.floor(limit) + 1, values.statIntervalMs);
    default:
      section.fault(
        'grade',
        String(values.grade),
        '0 slow calls, 1 share of failures or 2 number of failures',
      );
      return form.consecutiveFailures(5);
  }
}

function readFlow(reader: Reader, from: string, rule: object): Written[] {
  const section = reader.section('rateLimit', from, rule);
  const { grade, count: limit = 1 } = section.values(flowFields, {
    ...notCarried,
    warmUpPeriodSec: 'the limit is the same from the start here',
    maxQueueingTimeMs: 'a call over the limit is rejected at once here',
    strategy: 'the calls of others are not looked at here',
    refResource: 'the calls of others are not looked at here',
    clusterMode: 'one limit for each instance here',
  });
  if (grade === 0) return [{ bulkhead: { calls: Math.max(1, Math.floor(limit)), queue: 0 } }];
  section.differs('refilled at once');
  return [{ rateLimit: { rate: `${limit}/s`, burst: Math.max(1, Math.floor(limit)) } }];
}

type Trip = Extract<Policy, { policy: 'breaker' }>['settings']['trip'];

function ruleOf(trip: Trip): Parameters<typeof written<typeof fields>>[1][] {
  if ('policies' in trip) return trip.policies.flatMap((one) => ruleOf(one));
  const time =
    'window' in trip && 'time' in trip.window ? { statIntervalMs: trip.window.time } : {};
  if (trip.kind === 'failure-count') return [{ grade: 2, count: trip.failures - 1, ...time }];
  if (trip.kind === 'slow-call-rate') {
    return [
      {
        grade: 0,
        count: trip.slow,
        slowRatioThreshold: trip.rate,
        minRequestAmount: trip.minimumCalls,
        ...time,
      },
    ];
  }
  const { rate, minimumCalls } = form.nearestRate({ trip } as Parameters<
    typeof form.nearestRate
  >[0]);
  return [{ grade: 1, count: rate, minRequestAmount: minimumCalls, ...time }];
}

function text(pipeline: Pipeline, name: string): string {
  const rules = pipeline.flatMap((one) => {
    if (one.policy !== 'breaker') return [];
    const timeWindow = form.nearestOpen(one.settings);
    return ruleOf(one.settings.trip).map((values) => ({
      resource: name,
      grade: values.grade,
      ...written(fields, { ...values, timeWindow }),
    }));
  });
  return `${JSON.stringify(rules, null, 2)}\n`;
}

export const sentinel: Library = {
  name: 'sentinel',
  title: 'Sentinel',
  version: '1.8',
  reads: 'degrade and flow rules as JSON',
  find,
  writes: { file: 'degrade-rules.json', text },
};
