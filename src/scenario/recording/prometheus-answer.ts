import { clipped } from '../layout.ts';

/** The values of a query by their instants, in s since 1970; of NaN and infinities there are none. */
export type Series = ReadonlyMap<number, number>;

/** An answer that is none, with what was expected. */
export interface NoAnswer {
  readonly found: string;
  readonly expected: string;
}

const EXPECTED = 'the JSON of /api/v1/query_range of a Prometheus';

/**
 * What Prometheus answers to a range query: `{"status":"success","data":{"resultType":"matrix","result":[…]}}`. An
 * answer without a series is an empty one: no such metric, or nothing in that time.
 */
export function readAnswer(status: number, text: string): Series | NoAnswer {
  const answer = parsed(text);
  if (typeof answer !== 'object' || answer === null || !('status' in answer)) {
    return { found: `${status} and ${excerpt(text)}`, expected: EXPECTED };
  }
  const { data, error, errorType } = answer as {
    data?: { resultType?: unknown; result?: unknown };
    error?: unknown;
    errorType?: unknown;
  };
  const reason = typeof errorType === 'string' ? `${errorType}: ` : '';
  if (answer.status !== 'success') {
    return {
      found: typeof error === 'string' ? `${reason}${error}` : `${status} without a reason`,
      expected: 'a query that it can answer',
    };
  }
  if (data?.resultType !== 'matrix' || !Array.isArray(data.result)) {
    return {
      found: `a result of type ${JSON.stringify(data?.resultType)}`,
      expected: 'a matrix: a series over time',
    };
  }
  const { result } = data as { result: { metric?: unknown; values?: unknown }[] };
  if (result.length > 1) {
    const names = result.slice(0, 3).map(({ metric }) => JSON.stringify(metric));
    return {
      found: `${result.length} series, such as ${names.join(' and ')}`,
      expected: 'one: sum(…) makes one of several',
    };
  }
  return seriesOf(result[0]?.values);
}

/** Whether it is a series. */
export function isSeries(answer: Series | NoAnswer): answer is Series {
  return answer instanceof Map;
}

function seriesOf(values: unknown): Series | NoAnswer {
  const series = new Map<number, number>();
  for (const pair of Array.isArray(values) ? (values as unknown[]) : []) {
    const [at, text] = Array.isArray(pair) ? (pair as unknown[]) : [];
    if (typeof at !== 'number' || typeof text !== 'string') {
      return {
        found: `a value ${excerpt(JSON.stringify(pair))}`,
        expected: 'an instant and a number in quotes',
      };
    }
    const value = Number(text);
    if (Number.isFinite(value)) series.set(at, value);
  }
  return series;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function excerpt(text: string): string {
  return text.trim() === '' ? 'nothing' : JSON.stringify(clipped(text.trim(), 60, '…'));
}
