import { type Command, Option } from 'commander';
import * as v from 'valibot';
import { positiveDuration } from '../../kernel/quantities.ts';
import { isNumber, parseInstant } from '../../scenario/instant.ts';
import { ASKED, type Asked, type Queries } from '../../scenario/recording/prometheus-queries.ts';
import type { Reading } from '../../scenario/recording/reading.ts';
import { LATENCY_UNITS, type LatencyUnit } from '../../scenario/recording/request-time.ts';
import { UsageError } from '../usage-error.ts';
import type { Asking } from './prometheus.ts';

/** What commander reads from the command line of `record`. */
export interface RecordOptions {
  readonly from: string;
  readonly output?: string;
  readonly force: boolean;
  readonly format: 'yaml' | 'json';
  readonly step?: string;
  readonly start?: string;
  readonly end?: string;
  readonly latencyUnit?: LatencyUnit;
  readonly path?: string;
  readonly match: string;
  readonly queryRate?: string;
  readonly queryFailed?: string;
  readonly queryDeclined?: string;
  readonly queryMean?: string;
  readonly queryP50?: string;
  readonly queryP95?: string;
  readonly queryP99?: string;
  readonly everyStep: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly ascii: boolean;
}

export function addRecordOptions(command: Command): Command {
  command
    .requiredOption(
      '--from <source>',
      'an access log or a CSV file (packed by gzip or not), - for standard input, or the http address of a Prometheus',
    )
    .option('-o, --output <file>', 'write the scenario there')
    .option('--force', 'replace a file that exists', false)
    .addOption(
      new Option('--format <name>', 'of what is printed: json holds the account, too')
        .choices(['yaml', 'json'])
        .default('yaml'),
    )
    .option(
      '--start <time>',
      'from when on: a date such as 2026-11-27T00:00:00Z, or seconds since 1970',
    )
    .option('--end <time>', 'until when')
    .option('--step <time>', 'the width of a step, such as 10s; left out, one that suits')
    .addOption(
      new Option('--latency-unit <unit>', 'of latencies that do not say theirs').choices([
        ...LATENCY_UNITS,
      ]),
    )
    .option(
      '--path <beginning>',
      'of an access log: only requests whose path begins so, such as /checkout',
    );
  addQueryOptions(command);
  return command
    .option(
      '--every-step',
      'show every step of the comparison, not only what lies between changes',
      false,
    )
    .option('--quiet', 'no progress and no account', false)
    .option('--no-color', 'no colour')
    .option('--ascii', 'ASCII characters only', false);
}

function addQueryOptions(command: Command): void {
  command.option(
    '--match <labels>',
    'of a Prometheus: only series with these labels, such as service="order"',
    '',
  );
  for (const [asked, what] of Object.entries(QUERIES)) {
    command.option(`--query-${asked} <promql>`, what);
  }
}

const QUERIES: Readonly<Record<Asked, string>> = {
  rate: "a query of one's own: requests per second, as one series",
  failed: 'the same of failures per second',
  declined: 'the same of requests declined per second',
  mean: 'the same of the mean latency',
  p50: 'the same of the median latency',
  p95: 'the same of the 95 % quantile',
  p99: 'the same of the 99 % quantile',
};

export function readingOf(options: RecordOptions): Reading {
  return {
    startMs: instantOf('--start', options.start),
    endMs: instantOf('--end', options.end),
    stepMs: durationOf('--step', options.step),
    latencyUnit: options.latencyUnit,
    path: options.path,
  };
}

export function askingOf(options: RecordOptions): Asking {
  const own = {
    rate: options.queryRate,
    failed: options.queryFailed,
    declined: options.queryDeclined,
    mean: options.queryMean,
    p50: options.queryP50,
    p95: options.queryP95,
    p99: options.queryP99,
  } satisfies Record<Asked, string | undefined>;
  const given = ASKED.flatMap((asked) => (own[asked] === undefined ? [] : [[asked, own[asked]]]));
  return { queries: Object.fromEntries(given) as Queries, match: options.match };
}

function instantOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseInstant(text.trim(), isNumber(text.trim()) ? 's' : 'iso');
  if (ms !== undefined) return ms;
  throw new UsageError(
    `${option}: found ${JSON.stringify(text)}, expected a date such as 2026-11-27T00:00:00Z, or seconds since 1970`,
  );
}

function durationOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const parsed = v.safeParse(positiveDuration, text);
  if (parsed.success) return parsed.output;
  throw new UsageError(
    `${option}: found ${JSON.stringify(text)}, expected ${parsed.issues[0].message}`,
  );
}
