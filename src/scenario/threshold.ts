import * as v from 'valibot';
import { duration } from '../kernel/quantities.ts';
import { nearestName } from '../kernel/settings.ts';
import { CALL_COUNTS, LATENCY_MEASURES, ORDER_COUNTS } from '../model/counts.ts';
import type { Threshold } from './schema.ts';

/** What is wrong with a threshold, and how far into its text. */
export interface ThresholdFault {
  readonly offset: number;
  readonly found: string;
  readonly expected: string;
  readonly suggestion?: string | undefined;
}

type Measure = 'count' | 'ms' | 'share' | 'cents';

/** What a threshold can speak of: the paths in a run's totals, each with what it is measured in. */
export const METRICS: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ...paths('orders', all([...ORDER_COUNTS, 'pending'], 'count')),
  ...paths('calls', all([...CALL_COUNTS, 'pending'], 'count')),
  ...paths('latencyMs', all(LATENCY_MEASURES, 'ms')),
  ...paths('callLatencyMs', all(LATENCY_MEASURES, 'ms')),
  ...paths('queueWaitMs', all(LATENCY_MEASURES, 'ms')),
  ...paths('paymentService', { utilisation: 'share', meanQueued: 'count', refused: 'count' }),
  ...paths('amountCents', all(['offered', 'paid', 'lost'], 'cents')),
  ...paths('charges', all(['made', 'duplicate', 'orphaned'], 'count')),
  ...paths('rejections', all(['bulkhead', 'rateLimit', 'throttle', 'concurrencyLimit'], 'count')),
  ...paths('deferred', all(['drained', 'paid', 'declined', 'failed', 'waiting'], 'count')),
  ...paths('deferred', { paidCents: 'cents' }),
  ...paths('deferred.waitMs', all(LATENCY_MEASURES, 'ms')),
  ...paths('backup', {
    paid: 'count',
    utilisation: 'share',
    meanQueued: 'count',
    refused: 'count',
  }),
  ...paths('backup.calls', all([...CALL_COUNTS, 'pending'], 'count')),
  ...paths('backup.callLatencyMs', all(LATENCY_MEASURES, 'ms')),
  ...paths('breaker', { opens: 'count', openMs: 'ms', halfOpenMs: 'ms' }),
]);

function all(names: readonly string[], measure: Measure): Record<string, Measure> {
  return Object.fromEntries(names.map((name) => [name, measure]));
}

function paths(group: string, fields: Readonly<Record<string, Measure>>): [string, Measure][] {
  return Object.entries(fields).map(([name, measure]) => [`${group}.${name}`, measure]);
}

/** The names of a scenario's arms: two where it has a breaker to leave out. */
export function armNames(hasBreaker: boolean): readonly string[] {
  return hasBreaker ? ['without breaker', 'with breaker'] : ['as written'];
}

const FORM =
  '"arm: metric [/ metric] comparison value", such as "with breaker: orders.paid / orders.arrived >= 85%"';
const SHAPE =
  /^(\s*)(.*?)(\s*:\s*)([^\s/<>=!]+)(\s*\/\s*)?([^\s/<>=!]*)(\s*)([<>=!]+)(\s*)(.*?)\s*$/;

/** Decodes one threshold for a scenario with these arms; the first fault found is returned instead. */
export function parseThreshold(text: string, arms: readonly string[]): Threshold | ThresholdFault {
  const match = SHAPE.exec(text);
  if (match === null) return { offset: 0, found: JSON.stringify(text), expected: FORM };
  const parts = match.slice(1) as string[];
  const offset = (part: number): number =>
    parts.slice(0, part).reduce((sum, one) => sum + (one ?? '').length, 0);
  const [, arm, , metric, slash, divisor, , comparison, , bound] = parts;
  const per = slash === undefined ? undefined : divisor;
  return (
    armFault(arm!, offset(1), arms) ??
    metricFault(metric!, offset(3)) ??
    (per === undefined ? undefined : metricFault(per, offset(5))) ??
    comparisonFault(comparison!, offset(7)) ??
    withBound(
      { text, arm: arm!, metric: metric!, per, comparison: comparison as never },
      bound!,
      offset(9),
    )
  );
}

function armFault(
  arm: string,
  offset: number,
  arms: readonly string[],
): ThresholdFault | undefined {
  if (arms.includes(arm)) return undefined;
  const known = arms.map((name) => `"${name}"`).join(' or ');
  const why = arms.length === 1 ? ' (the scenario has no breaker to leave out)' : '';
  return {
    offset,
    found: `the arm ${JSON.stringify(arm)}`,
    expected: `${known}${why}`,
    suggestion: nearestName(arm, arms),
  };
}

function metricFault(metric: string, offset: number): ThresholdFault | undefined {
  if (METRICS.has(metric)) return undefined;
  const [group, name] = metric.split('.', 2);
  const groups = [...new Set([...METRICS.keys()].map((path) => path.split('.')[0]!))];
  const inGroup = [...METRICS.keys()].filter((path) => path.startsWith(`${group}.`));
  const expected =
    inGroup.length > 0 && name !== undefined
      ? `one of ${inGroup.join(', ')}`
      : `a path in the totals, which hold ${groups.join(', ')}`;
  return {
    offset,
    found: metric === '' ? 'no metric' : `the metric ${JSON.stringify(metric)}`,
    expected,
    suggestion: nearestName(metric, [...METRICS.keys()]),
  };
}

const COMPARISONS = ['>=', '>', '<=', '<', '=='];

function comparisonFault(comparison: string, offset: number): ThresholdFault | undefined {
  if (COMPARISONS.includes(comparison)) return undefined;
  const meant: Record<string, string> = { '=': '==', '===': '==', '=>': '>=', '=<': '<=' };
  return {
    offset,
    found: `the comparison ${JSON.stringify(comparison)}`,
    expected: `one of ${COMPARISONS.join(' ')}`,
    suggestion: meant[comparison],
  };
}

type Unbounded = Pick<Threshold, 'text' | 'arm' | 'metric' | 'per' | 'comparison'>;

const PLAIN = /^\d+(?:_\d{3})*(?:\.\d+)?$/;

function withBound(threshold: Unbounded, text: string, offset: number): Threshold | ThresholdFault {
  const measure = measureOf(threshold.metric, threshold.per);
  const fault = (expected: string): ThresholdFault => ({
    offset,
    found: text === '' ? 'no value' : `the value ${JSON.stringify(text)}`,
    expected,
  });
  if (measure === 'ms') {
    const ms = PLAIN.test(text) ? plain(text) : v.safeParse(duration, text);
    if (typeof ms === 'number') return { ...threshold, bound: ms, unit: 'ms' };
    return ms.success
      ? { ...threshold, bound: ms.output, unit: 'ms' }
      : fault('a duration such as 300ms or 1s: the metric is a time');
  }
  if (PLAIN.test(text)) return { ...threshold, bound: plain(text), unit: 'number' };
  const percent = text.endsWith('%') ? text.slice(0, -1).trimEnd() : '';
  if (measure === 'count' || measure === 'cents') {
    return fault(
      percent === ''
        ? 'a number such as 1_000'
        : 'a number such as 1_000: a share needs a metric to divide by (orders.paid / orders.arrived)',
    );
  }
  if (!PLAIN.test(percent)) return fault('a share such as 85%, or a number such as 0.85');
  return { ...threshold, bound: plain(percent) / 100, unit: 'share' };
}

function plain(text: string): number {
  return Number(text.replaceAll('_', ''));
}

/** Like divided by like is a share; a time divided by a count is a time. */
function measureOf(metric: string, per: string | undefined): Measure {
  const measure = METRICS.get(metric)!;
  if (per === undefined) return measure;
  const divisor = METRICS.get(per)!;
  if (measure === divisor) return 'share';
  return divisor === 'count' ? measure : 'count';
}
