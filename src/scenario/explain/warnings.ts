import { decimal, durationText, rateText } from '../../kernel/quantity-text.ts';
import type { BreakerSettings } from '../../resilience/breaker/settings.ts';
import type { Pipeline, PolicyName } from '../../resilience/pipeline.ts';
import { perBreaker, type Surroundings } from './surroundings.ts';

/** What experience says of settings: a sentence where it applies, nothing where it does not. */
interface Warning {
  readonly name: string;
  readonly says: (pipeline: Pipeline, around: Surroundings) => string | undefined;
}

type Trip = BreakerSettings['trip'];

/** A window in which every hour is seen, the loud ones too. */
const LONG_MS = 86_400_000;

/** Every warning there is; a new one is an entry here. */
export const WARNINGS: readonly Warning[] = [
  {
    name: 'a minimum that a quiet hour never reaches',
    says: (pipeline, around) => {
      const calls = perBreaker(around);
      return first(tripsOf(pipeline), (trip) => {
        if (!('minimumCalls' in trip) || !('time' in trip.window)) return undefined;
        if (trip.window.time >= LONG_MS) return undefined;
        const needed = trip.minimumCalls / (trip.window.time / 1_000);
        const rule = `${trip.minimumCalls} calls within ${durationText(trip.window.time)} take ${rateText(needed)} at one breaker`;
        if (calls === undefined)
          return `${rule}: in a quieter hour it cannot open, however many fail.`;
        return calls.low < needed
          ? `${rule}, and yours sees ${rateText(calls.low)} in its quietest hour: there it cannot open.`
          : undefined;
      });
    },
  },
  {
    name: 'a window that remembers yesterday',
    says: (pipeline, around) => {
      const calls = perBreaker(around);
      return first(tripsOf(pipeline), (trip) => {
        if (calls === undefined || !('window' in trip) || !('calls' in trip.window))
          return undefined;
        const span = (trip.window.calls / calls.low) * 1_000;
        return span > 300_000
          ? `The last ${decimal(trip.window.calls)} calls of a quiet hour reach ${durationText(Math.round(span / 1_000) * 1_000)} back: what opens it may be long over.`
          : undefined;
      });
    },
  },
  {
    name: 'an absolute threshold that a fleet multiplies',
    says: (pipeline, { instances }) =>
      first(tripsOf(pipeline), (trip) => {
        if (!('failures' in trip) || instances < 2) return undefined;
        return `Each of ${instances} instances counts its own ${trip.failures} failures: the service sees up to ${decimal(instances * trip.failures)} before all have opened.`;
      }),
  },
  {
    name: 'a timeout longer than the window',
    says: (pipeline) => {
      const timeout = Math.min(
        ...pipeline.flatMap((one) => (one.policy === 'timeout' ? [one.settings] : [])),
      );
      return first(tripsOf(pipeline), (trip) => {
        if (
          !('window' in trip) ||
          !('time' in trip.window) ||
          !Number.isFinite(timeout) ||
          timeout <= trip.window.time
        )
          return undefined;
        return `The timeout of ${durationText(timeout)} is longer than the window of ${durationText(trip.window.time)}: when the service hangs, the breaker learns of it a window late.`;
      });
    },
  },
  {
    name: 'a first failure that trips',
    says: (pipeline) =>
      first(tripsOf(pipeline), (trip) => {
        const alone =
          trip.kind === 'failure-rate'
            ? trip.minimumCalls === 1
            : 'failures' in trip && trip.failures === 1;
        return alone
          ? 'A single failure can open it: the first call after a quiet time is 100% of the calls.'
          : undefined;
      }),
  },
  {
    name: 'a retry outside that multiplies',
    says: (pipeline) => {
      const retry = pipeline.find((one) => one.policy === 'retry');
      if (
        retry?.policy !== 'retry' ||
        retry.settings.calls === 1 ||
        !comesBefore(pipeline, 'retry', 'breaker')
      )
        return undefined;
      return `The retry stands outside of the breaker: when the service fails, ${retry.settings.calls} times the calls reach it until the breaker opens, and the breaker counts every one of them.`;
    },
  },
  {
    name: 'a retry inside that hides failures',
    says: (pipeline) =>
      comesBefore(pipeline, 'breaker', 'retry')
        ? 'The retry stands inside of the breaker: the breaker sees one result for several calls, so it opens later than its numbers say.'
        : undefined,
  },
  {
    name: 'a retry that hammers a closed door',
    says: (pipeline) => {
      const retry = pipeline.find((one) => one.policy === 'retry');
      if (retry?.policy !== 'retry' || !comesBefore(pipeline, 'retry', 'breaker')) return undefined;
      const blocked = retry.settings.blockedToo || retry.settings.on.includes('blocked');
      const breaker = pipeline.find((one) => one.policy === 'breaker');
      if (!blocked || breaker?.policy !== 'breaker' || breaker.settings.open.kind !== 'fixed')
        return undefined;
      return `Blocked calls are tried again, too, while the breaker stays open for ${durationText(breaker.settings.open.duration)}: workers wait for nothing.`;
    },
  },
  {
    name: 'retries without a wait',
    says: (pipeline) => {
      const retry = pipeline.find((one) => one.policy === 'retry');
      const eager =
        retry?.policy === 'retry' &&
        retry.settings.calls > 1 &&
        retry.settings.backoff.kind === 'fixed' &&
        retry.settings.backoff.delay === 0;
      return eager
        ? 'Retries come at once, without a wait: a service in trouble gets them all in its worst moment.'
        : undefined;
    },
  },
  {
    name: 'no timeout',
    says: (pipeline) =>
      pipeline.length > 0 && !pipeline.some(({ policy }) => policy === 'timeout')
        ? 'There is no timeout: a service that hangs holds every caller, and no breaker ever hears of it.'
        : undefined,
  },
  {
    name: "Spring's one-second limiter nobody knows of",
    says: (_, { account }) => {
      if (account?.library.startsWith('Spring') !== true) return undefined;
      const unsaid = account.policies.some(
        ({ policy, defaults }) =>
          policy === 'timeout' && defaults.some(({ setting }) => setting === 'timeoutDuration'),
      );
      return unsaid
        ? 'Spring puts a time limit of one second around the call that no line of your file mentions.'
        : undefined;
    },
  },
  {
    name: "Envoy's ten per cent",
    says: (_, { account }) => {
      const ejection = account?.policies
        .flatMap(({ read, defaults }) => [...read, ...defaults])
        .find(({ setting }) => /^max_?ejection_?percent$/i.test(setting));
      const share = Number.parseFloat(ejection?.note ?? ejection?.value ?? '100');
      return share > 0 && share <= 50
        ? `At most ${decimal(share)}% of the hosts are taken out, and below ${Math.ceil(100 / share)} hosts that is none at all.`
        : undefined;
    },
  },
  {
    name: 'one probe decides',
    says: (pipeline) =>
      first(breakersOf(pipeline), ({ probe }) =>
        probe.kind === 'consecutive-successes' && probe.permits === 1 && probe.successes === 1
          ? 'One lucky call closes it: a service that fails half of the time is let in again at every second try.'
          : undefined,
      ),
  },
];

/** What to look out for, a sentence each. */
export function warningsOf(
  pipeline: Pipeline,
  around: Surroundings,
): { name: string; says: string }[] {
  return WARNINGS.flatMap(({ name, says }) => {
    const text = says(pipeline, around);
    return text === undefined ? [] : [{ name, says: text }];
  });
}

function breakersOf(pipeline: Pipeline): BreakerSettings[] {
  return pipeline.flatMap((one) => (one.policy === 'breaker' ? [one.settings] : []));
}

function tripsOf(pipeline: Pipeline): Trip[] {
  return breakersOf(pipeline).flatMap(({ trip }) =>
    trip.kind === 'any-of' ? trip.policies : [trip],
  );
}

function first<Value>(
  values: readonly Value[],
  says: (value: Value) => string | undefined,
): string | undefined {
  return values.map(says).find((text) => text !== undefined);
}

function comesBefore(pipeline: Pipeline, outer: PolicyName, inner: PolicyName): boolean {
  const [from, to] = [outer, inner].map((name) =>
    pipeline.findIndex(({ policy }) => policy === name),
  ) as [number, number];
  return from >= 0 && from < to;
}
