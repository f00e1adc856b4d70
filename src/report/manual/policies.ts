import { OPEN_POLICIES } from '../../resilience/breaker/open/index.ts';
import { PROBE_POLICIES } from '../../resilience/breaker/probe/index.ts';
import { breakerSettings } from '../../resilience/breaker/settings.ts';
import { TRIP_POLICIES } from '../../resilience/breaker/trip/index.ts';
import { bulkheadSettings } from '../../resilience/bulkhead/settings.ts';
import { LIMIT_POLICIES } from '../../resilience/concurrency-limit/index.ts';
import { FALLBACKS_OF_PIPELINE } from '../../resilience/pipeline.ts';
import { rateLimitSettings } from '../../resilience/rate-limit/settings.ts';
import { retrySettings } from '../../resilience/retry/settings.ts';
import { throttleSettings } from '../../resilience/throttle/settings.ts';
import { heading, type Page, prose, table } from './page.ts';
import { settingsTable, variantBlocks } from './settings-table.ts';

export const policies: Page = {
  name: 'policies',
  summary: 'what may stand in a pipeline: retry, timeout, bulkhead, limits, throttle, fallbacks',
  blocks: () => [
    prose(`A pipeline is a list of policies around a call, the outermost first. The order is yours, and it matters: a
      retry outside a breaker shows it every call, inside only what the retries made of them. A policy with "insteadOf:
      breaker" takes part only in the arm without breaker: the alternative to compare it with.`),
    table(
      ['policy', 'use it when', 'beware'],
      [
        [
          'retry',
          'failures are rare and independent',
          'multiplies load when they are not: give it a budget',
        ],
        [
          'timeout',
          'always: inside a retry per call, outside for all',
          'the service may go on, and charge',
        ],
        [
          'breaker',
          'the service is down, or load makes it worse',
          'all or nothing; may block what would have worked',
        ],
        [
          'bulkhead',
          'you know how many calls the service bears',
          'too small wastes, too large protects nobody',
        ],
        [
          'concurrencyLimit',
          'you do not know',
          'aimd learns from failures, gradient from latency; timeout inside',
        ],
        ['rateLimit', 'a contract says so many a second', "knows nothing of the service's health"],
        [
          'throttle',
          'it is half broken: sends K times what it accepts',
          'slow to believe in recovery',
        ],
        [
          'fallback',
          'another answer, a second service, or later is good enough',
          'counted apart; only what a second service pays is paid at once',
        ],
      ],
    ),
    heading('retry'),
    settingsTable(retrySettings),
    heading('bulkhead'),
    settingsTable(bulkheadSettings),
    heading('rateLimit'),
    settingsTable(rateLimitSettings),
    heading('throttle'),
    settingsTable(throttleSettings),
    heading('timeout'),
    prose('A duration: timeout: 1s. An answer at the very deadline is in time.'),
    heading('concurrencyLimit, by kind'),
    ...variantBlocks(LIMIT_POLICIES),
    heading('fallback, by kind'),
    ...variantBlocks(FALLBACKS_OF_PIPELINE),
  ],
};

/** What other libraries do otherwise, and how it is said here. */
const RULES_OF_OTHERS: readonly (readonly string[])[] = [
  ['opens above the rate only (opossum, cockatiel, Sentinel)', 'trip: strict: true'],
  ['a success may open it (resilience4j, Failsafe)', 'trip: judged: at-every-result'],
  ['looks by a timer (Hystrix)', 'trip: judged: { every: 500ms }'],
  ['a rate over calls that started (opossum)', 'trip: window: { time: 10s, of: started }'],
  [
    'a window that forgets in lumps, or all at once (Sentinel, gobreaker)',
    'trip: window: { time: 10s, buckets: 10 }, or buckets: 1',
  ],
  ['failures in a row, cleared by interval (gobreaker)', 'trip: clearedEvery: 1m'],
  ['late results decide in half-open (resilience4j, Polly, opossum)', 'late: as-probes'],
  ['late results are judged as calls (cockatiel)', 'late: as-calls'],
  ['counts outlive the state (opossum)', 'keepsCounts: true'],
  ['nothing opens it at first (opossum)', 'warmUp: 10s'],
  ['callers wait for the probe (cockatiel, pybreaker)', 'probe: others: wait'],
  ['all probes are heard out (resilience4j)', 'probe: kind: failure-rate'],
  ['half-open ends by itself (resilience4j)', 'probe: limit: { time: 30s, to: open }'],
  ['a slow probe is a bad one', 'probe: slow: 500ms'],
  ['late failures prolong the open time (Semian)', 'open: from: last-failure'],
  ['a worse service is left alone for longer', 'open: kind: failure-share'],
];

export const breaker: Page = {
  name: 'breaker',
  summary: 'the circuit breaker: when it opens, for how long, and how it closes again',
  blocks: () => [
    prose(`Closed, it lets every call through and its trip policy watches how they end. Open, it blocks them for as long
      as its open policy says. Half-open, its probe policy lets some try, and closes or opens again.`),
    settingsTable(breakerSettings),
    heading('Which trip policy?'),
    table(
      ['trip.kind', 'use it when', 'blind to'],
      [
        [
          'consecutive-failures',
          'calls are few, and a dead service must be noticed at once',
          'rate: one lucky success starts the count again',
        ],
        [
          'failure-count',
          'so many failures in a time are too many, whatever the traffic',
          'traffic: the same count is many at night and few at noon',
        ],
        [
          'failure-rate',
          'there is traffic enough to speak of a share',
          'anything before minimumCalls',
        ],
        [
          'slow-call-rate, latency',
          'slowness is what hurts: workers wait, nothing fails',
          'errors that come fast',
        ],
        ['timeout-share', 'errors are business as usual, silence is not', 'every other failure'],
        ['error-classes', 'a refused connection is not a 500: weights by kind', ''],
        ['adaptive', 'traffic differs much between night and noon', ''],
        [
          'bad-pings',
          'trouble should open it before a customer finds out',
          'trouble that a ping does not meet',
        ],
        ['any-of', 'one of these alone is not enough', ''],
        ['all-of', 'one alone is too much: many failures, and slow calls too', ''],
      ],
    ),
    heading('Rules of other libraries'),
    prose(`What another library does otherwise can be tried here, a setting each; left out, nothing changes. "import" sets
      them as the library has them.`),
    table(['rule', 'settings'], RULES_OF_OTHERS),
    heading('trip, by kind'),
    ...variantBlocks(TRIP_POLICIES),
    heading('open, by kind'),
    ...variantBlocks(OPEN_POLICIES),
    heading('probe, by kind'),
    ...variantBlocks(PROBE_POLICIES),
  ],
};
