import { nearestName } from '../../kernel/settings.ts';

/** What a column of a recording can hold. */
export type Meaning =
  | { readonly what: 'time' | 'requests' | 'rate' | 'arm' | 'status' }
  /** Of `failed` there may be several, that add up. */
  | {
      readonly what: 'failed' | 'declined' | 'served';
      readonly as: 'count' | 'rate' | 'share';
      readonly kind: 'error' | 'blocked' | 'rejected' | undefined;
    }
  | {
      readonly what: 'latency';
      /** Null: the mean, or of a row a request its own. */
      readonly share: number | null;
      /** Of which requests. */
      readonly of: 'all' | 'served' | 'failing';
      readonly unit: 's' | 'ms' | 'us' | undefined;
    };

export interface Column {
  readonly place: number;
  readonly name: string;
  readonly meaning: Meaning;
}

const TIME = [
  'time',
  'timestamp',
  'ts',
  'date',
  'datetime',
  'at',
  'when',
  'start',
  'minute',
  'instant',
  'epoch',
  'offset',
];
const COUNTS = [
  'requests',
  'request',
  'count',
  'total',
  'orders',
  'calls',
  'hits',
  'n',
  'arrived',
  'started',
  'samples',
  'volume',
  'transactions',
];
const RATES = ['rate', 'rps', 'qps', 'tps', 'throughput', 'load'];
const FAILED = [
  'failed',
  'failures',
  'failure',
  'fails',
  'errors',
  'error',
  'err',
  'fail',
  '5xx',
  'errored',
];
const SERVED = [
  'successful',
  'success',
  'successes',
  'ok',
  'served',
  'paid',
  '2xx',
  'availability',
  'succeeded',
];
const DECLINED = ['declined', 'declines', '4xx'];
const LATENCY = [
  'latency',
  'duration',
  'elapsed',
  'response',
  'responsetime',
  'took',
  'mean',
  'avg',
  'average',
  'rt',
];
const STATUS = ['outcome', 'result'];
const SHARES = ['share', 'ratio', 'percent', 'percentage', 'pct', '%', 'rate', 'fraction'];
const UNITS = {
  s: ['s', 'sec', 'secs', 'second', 'seconds'],
  ms: ['ms', 'msec', 'milli', 'millis', 'millisecond', 'milliseconds'],
  us: ['us', 'usec', 'micros', 'microseconds'],
} as const;
const QUANTILE = /^(?:p|q|perc|pct)?(\d{2})(?:th|st)?(\d)?$/;
const LETTERED = /^(?:p|q|perc|pct)\d/;

/** For messages: what a header may hold. */
export const EXPECTED =
  'a column of time (time, timestamp, …) and one of requests (requests, count) or of their rate (rate, rps), and if there are any errors (errors, error_rate, …) and latencies (p50_ms, p95_ms, mean_ms, …)';

/** What the columns of a header hold; those that nobody knows are left out. Of two of one meaning the first. */
export function columnsOf(header: readonly string[]): Column[] {
  const columns: Column[] = [];
  for (const [place, name] of header.entries()) {
    const meaning = meaningOf(name);
    if (meaning === undefined) continue;
    const isTaken = columns.some((one) => keyOf(one.meaning) === keyOf(meaning));
    if (!isTaken) columns.push({ place, name: name.trim(), meaning });
  }
  return columns;
}

/** The time column's likely name, where there is none. */
export function nearTime(header: readonly string[]): string | undefined {
  return header.flatMap((name) => nearestName(name.toLowerCase(), TIME) ?? [])[0];
}

/** Neither its unit nor how it is counted makes a column another. */
function keyOf(meaning: Meaning): string {
  return JSON.stringify({ ...meaning, unit: undefined, as: undefined });
}

function meaningOf(name: string): Meaning | undefined {
  const words = wordsOf(name);
  const has = (list: readonly string[]) => words.some((word) => list.includes(word));
  if (words.join(' ') === 'arm') return { what: 'arm' };
  // Before latency, which a "response code" is not.
  if (has(['code', 'status'])) return { what: 'status' };
  const share = words.map(shareIn).find((one) => one !== undefined);
  if (
    share !== undefined ||
    (has(LATENCY) && !has(['rate'])) ||
    words.join(' ') === 'request time'
  ) {
    return { what: 'latency', share: share ?? null, of: whose(words), unit: unitIn(words) };
  }
  if (
    words.some((word) => word === 'max' || word === 'min' || word === 'cents' || word === 'amount')
  )
    return undefined;
  const perTime = isPerTime(name);
  const as = perTime ? 'rate' : has(SHARES) ? 'share' : 'count';
  if (has(FAILED)) return { what: 'failed', as, kind: 'error' };
  const turned = (['blocked', 'rejected'] as const).find((word) => words.includes(word));
  if (turned !== undefined) return { what: 'failed', as, kind: turned };
  if (has(DECLINED)) return { what: 'declined', as, kind: undefined };
  if (has(SERVED)) {
    return { what: 'served', as: has(['availability']) ? 'share' : as, kind: undefined };
  }
  if (has(RATES) || perTime) return { what: 'rate' };
  if (has(TIME)) return { what: 'time' };
  if (has(STATUS)) return { what: 'status' };
  if (has(COUNTS)) return { what: 'requests' };
  return undefined;
}

/** `latencyMs.paid.p95 (ms)` → latency, ms, paid, p95, ms */
function wordsOf(name: string): string[] {
  return name
    .trim()
    .replace(/(\d)\.(\d)/g, '$1$2')
    .replace(/([pq]\d+)(?=(?:us|ms|s)\b)/gi, '$1 ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/%/g, ' % ')
    .toLowerCase()
    .split(/[^a-z0-9%µ]+/)
    .filter((word) => word !== '');
}

/** `p95` is 0.95, `p999` 0.999, `95th` and `median` too are quantiles. */
function shareIn(word: string): number | undefined {
  if (word === 'median') return 0.5;
  const match = QUANTILE.exec(word);
  const isOne = match !== null && (LETTERED.test(word) || word.endsWith('th'));
  return isOne ? Number(`0.${match[1]}${match[2] ?? ''}`) : undefined;
}

function whose(words: readonly string[]): 'all' | 'served' | 'failing' {
  if (words.some((word) => SERVED.includes(word))) return 'served';
  return words.some((word) => word === 'unpaid' || FAILED.includes(word)) ? 'failing' : 'all';
}

function unitIn(words: readonly string[]): 's' | 'ms' | 'us' | undefined {
  return (['ms', 'us', 's'] as const).find((unit) =>
    words.some((word) => (UNITS[unit] as readonly string[]).includes(word)),
  );
}

function isPerTime(name: string): boolean {
  return /\/\s*(?:s|sec|second)\b|per[\s_-]*(?:s|sec|second)s?\b|PerSecond/i.test(name);
}
