import { exactDuration } from '../../../kernel/quantity-text.ts';
import { isBlock, pathText } from '../../../kernel/settings.ts';
import type { Pipeline, Policy, PolicyName } from '../../../resilience/pipeline.ts';
import { linksOf } from '../../../scenario/graph-checks.ts';
import type { Scenario } from '../../../scenario/schema.ts';

/** A setting that may change, and the values that are tried of it, as a person writes them. */
export interface Range {
  readonly path: string;
  readonly values: readonly string[];
}

/** The values to try of a setting that stands at `now`, in a policy with these settings. */
type Values = (now: number, settings: unknown) => readonly string[];

const list =
  (...values: readonly string[]): Values =>
  () =>
    values;

/** Half of what it is to three times it. */
const aroundDuration: Values = (now) =>
  [0.5, 0.7, 1, 1.5, 2, 3].map((times) => exactDuration(Number((now * times).toPrecision(2))));

const WINDOWS = [20, 50, 100, 200, 500, 1_000, 2_000];
const MINIMA = [5, 10, 20, 50, 100, 200];

/** Within a factor of ten of what it is. */
const windowCalls = (now: number): number[] =>
  WINDOWS.filter((calls) => calls >= now / 10 && calls <= now * 10);

/** No minimum is larger than any window that is tried: a file may not say so. */
const minimumCalls: Values = (_, settings) => {
  const now = at(settings, 'trip.window.calls');
  const smallest = now === undefined ? Number.POSITIVE_INFINITY : Math.min(...windowCalls(now));
  return MINIMA.filter((calls) => calls <= smallest).map(String);
};

const OPEN_TIMES = list('1s', '2s', '5s', '10s', '20s', '40s', '60s');
const DELAYS = list('50ms', '100ms', '250ms', '500ms', '1s', '2s');

/** What is worth trying of a policy, by the path of the setting in it. The empty path is the policy itself. */
const WORTH_TRYING: Partial<Record<PolicyName, Readonly<Record<string, Values>>>> = {
  retry: {
    calls: list('1', '2', '3', '4', '6'),
    'backoff.delay': DELAYS,
    'backoff.initial': DELAYS,
  },
  breaker: {
    'trip.failures': list('2', '3', '5', '10', '20', '50'),
    'trip.rate': list('20%', '35%', '50%', '65%', '80%'),
    'trip.share': list('5%', '10%', '20%', '40%'),
    'trip.score': list('5', '10', '20', '50'),
    'trip.limit': aroundDuration,
    'trip.slow': aroundDuration,
    'trip.window.calls': (now) => windowCalls(now).map(String),
    'trip.window.time': list('5s', '10s', '20s', '60s'),
    'trip.minimumCalls': minimumCalls,
    'open.duration': OPEN_TIMES,
    'open.initial': OPEN_TIMES,
    'open.fallback': OPEN_TIMES,
    'probe.permits': list('1', '3', '10', '30'),
    'probe.successes': list('1', '3', '10'),
    'probe.probes': list('3', '10', '30'),
    'probe.ratio': list('60%', '80%', '95%'),
    'probe.every': list('1s', '2s', '5s', '10s'),
  },
  timeout: { '': aroundDuration },
};

/** Sensible ranges of what breakers, retries and timeouts have; what stands instead of a breaker stays. */
export function sensibleRanges({ orderService, services }: Guarded): Range[] {
  if (services === undefined) return rangesIn('orderService', orderService.pipeline);
  return Object.entries(services).flatMap(([name, { calls }]) =>
    linksOf(name, calls).flatMap(({ path, pipeline }) => rangesIn(pathText(path), pipeline)),
  );
}

type Guarded = Pick<Scenario, 'orderService' | 'services'>;

function rangesIn(holder: string, pipeline: Pipeline): Range[] {
  return pipeline.flatMap((policy, place) => {
    if (policy.insteadOf !== undefined) return [];
    const path = `${holder}.pipeline${step(pipeline, policy, place)}`;
    return Object.entries(WORTH_TRYING[policy.policy] ?? {}).flatMap(([inner, values]): Range[] => {
      const now = at(policy.settings, inner);
      if (now === undefined) return [];
      const tried = values(now, policy.settings);
      return [{ path: inner === '' ? path : `${path}.${inner}`, values: tried }];
    });
  });
}

/** By its name where no other policy bears it. */
function step(pipeline: Pipeline, { policy }: Policy, place: number): string {
  const isOnly = pipeline.filter((other) => other.policy === policy).length === 1;
  return isOnly ? `.${policy}` : `[${place}].${policy}`;
}

/** The number at a path; undefined where there is none. */
function at(settings: unknown, path: string): number | undefined {
  const steps = path === '' ? [] : path.split('.');
  const value = steps.reduce<unknown>(
    (block, key) => (isBlock(block) ? block[key] : undefined),
    settings,
  );
  return typeof value === 'number' ? value : undefined;
}
