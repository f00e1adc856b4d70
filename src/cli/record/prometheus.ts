import {
  isSeries,
  type NoAnswer,
  readAnswer,
  type Series,
} from '../../scenario/recording/prometheus-answer.ts';
import {
  ASKED,
  type Asked,
  PRESETS,
  type Queries,
  queriesOf,
} from '../../scenario/recording/prometheus-queries.ts';
import { type Range, recordingOf } from '../../scenario/recording/prometheus-recording.ts';
import type { Reading } from '../../scenario/recording/reading.ts';
import type { Recording } from '../../scenario/recording/recording.ts';
import type { LatencyUnit } from '../../scenario/recording/request-time.ts';
import { UsageError } from '../usage-error.ts';

/** What to ask a Prometheus for. */
export interface Asking {
  /** Queries of one's own; empty: those of the metrics that are found. */
  readonly queries: Queries;
  /** Labels besides: `service="order"`. */
  readonly match: string;
}

const HOUR_MS = 3_600_000;
const STEPS_S = [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400] as const;
const WISHED_STEPS = 150;
/** What a Prometheus answers at most. */
const MOST_STEPS = 11_000;
const PATIENCE_MS = 30_000;
const MOST_BYTES = 64 * 2 ** 20;

/** What a Prometheus knows of the time that is asked for. Throws UsageError where it knows nothing, or is none. */
export async function fetchRecording(
  from: string,
  reading: Reading,
  asking: Asking,
): Promise<Recording> {
  const server = serverOf(from);
  const range = rangeOf(reading);
  const own = ASKED.some((asked) => asking.queries[asked] !== undefined);
  if (own && asking.queries.rate === undefined) {
    throw new UsageError(
      '--query-rate is missing: without the rate of requests there is no traffic',
    );
  }
  const ask = (query: string) => asked(server, query, range);
  const unit = reading.latencyUnit;
  if (own) {
    const series = await answersTo(asking.queries, undefined, ask);
    const words = Object.entries(asking.queries).map(([name, query]) => `${name}: ${query}`);
    return recordingOf(server.name, range, { series, unit: unit ?? 's', words });
  }
  for (const preset of PRESETS) {
    const queries = queriesOf(preset, range.step * 1000, asking.match);
    const rate = await ask(queries.rate!);
    if (rate.size === 0) continue;
    const series = await answersTo(queries, rate, ask);
    return recordingOf(server.name, range, found(series, preset, unit));
  }
  const tried = PRESETS.map(({ count }) => count);
  throw new UsageError(
    [
      `${server.name} knows no requests in that time`,
      `looked for ${tried.join(', ')}`,
      'name your own with --query-rate, --query-failed, --query-p95, …; or ask for another time: --start, --end; or wider steps: --step',
    ].join('\n  '),
  );
}

function found(
  series: Readonly<Partial<Record<Asked, Series>>>,
  { name, count, timer, unit }: (typeof PRESETS)[number],
  asked: LatencyUnit | undefined,
) {
  const latencies = timer === null ? '' : ` and ${timer}`;
  return { series, unit: asked ?? unit, words: [`metrics of ${name}: ${count}${latencies}`] };
}

/** Only what has an answer is kept: a summary has no buckets. */
async function answersTo(
  queries: Queries,
  rate: Series | undefined,
  ask: (query: string) => Promise<Series>,
): Promise<Partial<Record<Asked, Series>>> {
  const series: Partial<Record<Asked, Series>> = rate === undefined ? {} : { rate };
  for (const name of ASKED) {
    const query = queries[name];
    if (query === undefined || (name === 'rate' && rate !== undefined)) continue;
    const answer = await ask(query);
    if (answer.size > 0) series[name] = answer;
  }
  return series;
}

/** Where a Prometheus is asked, and what it may be called before others: without the password. */
interface Server {
  readonly api: string;
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

function serverOf(from: string): Server {
  if (!URL.canParse(from))
    throw new UsageError(`${from} is no address such as http://localhost:9090`);
  const url = new URL(from);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  // The address of a page of it is the address of a Prometheus, too.
  url.pathname = url.pathname.replace(/\/(?:graph|query|alerts|targets|api\/v1\/.*)?$/, '');
  const name = url.href.replace(/\/$/, '');
  const secret = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return {
    api: `${name}/api/v1/query_range`,
    name,
    headers: username === '' ? {} : { authorization: `Basic ${secret.toString('base64')}` },
  };
}

function rangeOf({ startMs, endMs, stepMs }: Reading): Range {
  const end =
    endMs ?? (startMs === undefined ? Date.now() : Math.min(Date.now(), startMs + HOUR_MS));
  const start = startMs ?? end - HOUR_MS;
  const span = (end - start) / 1000;
  if (span <= 0) throw new UsageError('--end is not after --start');
  const suited = STEPS_S.find((step) => step >= 15 && span / step <= WISHED_STEPS) ?? 86_400;
  const step = stepMs === undefined ? suited : Math.max(1, Math.round(stepMs / 1000));
  if (span / step > MOST_STEPS) {
    throw new UsageError(
      `${Math.ceil(span / step)} steps are more than a Prometheus answers (${MOST_STEPS}): a longer --step`,
    );
  }
  if (span < 2 * step)
    throw new UsageError('there are to be two steps at least: a longer time, or a shorter --step');
  return { start: Math.ceil(start / 1000), end: Math.floor(end / 1000), step };
}

async function asked(
  { api, name, headers }: Server,
  query: string,
  { start, end, step }: Range,
): Promise<Series> {
  const first = start + step;
  const parameters = new URLSearchParams({
    query,
    start: String(first),
    end: String(end),
    step: String(step),
  });
  const answer = await attempt(name, async (): Promise<Series | NoAnswer> => {
    const response = await fetch(`${api}?${parameters.toString()}`, {
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return readAnswer(response.status, await textOf(response, name));
  });
  if (isSeries(answer)) return answer;
  throw new UsageError(
    [`${name}: the query ${query}`, `found ${answer.found}`, `expected ${answer.expected}`].join(
      '\n  ',
    ),
  );
}

async function textOf(response: Response, name: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > MOST_BYTES) throw new UsageError(`${name} answers with more than 64 MB`);
  }
  return text;
}

async function attempt<Value>(name: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(`cannot ask ${name}: ${reasonOf(error)}`);
  }
}

/** fetch says "fetch failed", and why is its cause. */
function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} s`;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return (
    REASONS[code] ??
    (cause instanceof Error && cause.message !== '' ? cause.message : error.message)
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'there is no such host',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
};
