import { PRESETS } from '../../scenario/recording/prometheus-queries.ts';
import { type Block, code, heading, type Page, prose, table } from './page.ts';

export const recording: Page = {
  name: 'record',
  summary: 'a real incident as a scenario: from an access log, a CSV file or a Prometheus',
  blocks: () => [
    prose(`blackfriday record reads what was written down of an incident (requests, failures, latencies over time) and
      writes a scenario that runs: arrivals with their stages, a law of latency, and a script of what went wrong and when.
      It simulates that scenario at once, holds it against the recording, and names what no recording can tell.`),
    code(`
      blackfriday record --from access.log --path /checkout -o friday.yaml
      blackfriday record --from metrics.csv --start 2026-11-27T00:00:00Z --end 2026-11-27T01:00:00Z
      zcat access.log.*.gz | blackfriday record --from - --step 10s
      blackfriday record --from http://localhost:9090 --match 'service="order"' --step 30s
      blackfriday record --from metrics.csv --format json | jq .reproduction.apart`),
    prose(`The scenario goes to standard output or to -o, the account to standard error; --format json holds both. What a
      file is, it tells by itself; files packed by gzip are unpacked.`),
    heading('An access log'),
    prose(`Lines in the combined or the common format of nginx and Apache, of any number and in any order: the memory that
      it takes does not grow with them. 5xx, 408, 429 and 499 (the client gave up) have failed; other 4xx are declined.
      The request time is a field after the format: rt=0.213 or request_time=0.213, or a bare number. With a point it is
      taken for the seconds of nginx's $request_time, and the line's date for that of its end; whole numbers are taken
      for Apache's %D (microseconds), for milliseconds or for seconds by their size, and the date for that of the
      beginning. --latency-unit says otherwise. Without such a field nothing is known of latency.`),
    heading('A CSV file'),
    prose(`A header line, and a row for each step of time. Units may stand in the names (p95_ms, latency_p50_seconds,
      errors/s, Error %). What run --format csv writes is read as well. With neither a count nor a rate, but a
      status or a latency, each row is a request.`),
    table(
      ['column', 'names such as'],
      [
        [
          'time',
          'time, timestamp, date: dates, seconds or ms since 1970, or seconds from the beginning',
        ],
        ['requests', 'requests, count, orders; or their rate: rate, rps, qps, throughput'],
        [
          'failures',
          'errors, failed, 5xx; or a rate (errors/s), a share (error_rate, Error %), or success_rate',
        ],
        ['declined', 'declined, 4xx'],
        ['latency', 'p50_ms, p95, p99_seconds, median, 95th percentile, mean_ms'],
      ],
    ),
    heading('A Prometheus'),
    prose(`Its address, with a user and a password in it if need be. It is asked by /api/v1/query_range for the last hour,
      or from --start to --end, in steps of --step; rates are over one step, so a step must hold two scrapes. The first
      of these metrics that it knows is taken; --match narrows it by labels.`),
    table(
      ['whose', 'metric'],
      PRESETS.map(({ name, count }) => [name, count]),
    ),
    prose(`Other metrics have queries of your own, each to answer with one series: --query-rate and --query-failed (a
      second), --query-mean, --query-p50, --query-p95, --query-p99 (in seconds, or in --latency-unit).`),
    code(`
      blackfriday record --from http://localhost:9090 \\
        --query-rate 'sum(rate(payments_total[1m]))' \\
        --query-failed 'sum(rate(payments_total{ok="false"}[1m]))'`),
    ...making(),
  ],
};

const making = (): readonly Block[] => [
  heading('How it is made'),
  prose(`Change points of the rate are found by optimal partitioning: levels and straight ramps, each of which must be
      worth its parameters (the modified Bayes information criterion), where counts scatter as those of a Poisson
      process do, or as much more as neighbours are seen to. Those of the service are found in failures and latency
      together. What differs by less than half a point and a tenth, or by 15 % of latency, is told as one, and what
      lasted longest with the fewest failures is the usual.`),
  prose(`Latency is the distribution of the scenario language nearest to the recorded quantiles, by least squares of
      their logarithms: constant, exponential, lognormal, gamma, uniform or pareto, the simplest that fits within 3 % or
      nearly as well as the best; where none fits and every latency was seen, the latencies themselves. Through a mean
      alone goes an exponential one.`),
  heading('How well it tells the recording'),
  prose(`The table has recorded above simulated, for each stretch between two changes; --every-step shows all steps. A
      step is alike if its rate is within 10 %, its failures within 2 points and its quantiles within 15 %, and what
      chance makes of so few requests.`),
  heading('What it cannot know'),
  prose(`A recording of requests does not tell the capacity, unless slow steps are those of a high rate: then capacities
      are tried, and the one that tells the recording best stands in the file, in the place of a script. Nor does it
      tell which requests were retries, whether a breaker stood before the service, and how long callers wait. Each is
      named with what is known of it, and with commands that vary it, ready to be copied.`),
];
