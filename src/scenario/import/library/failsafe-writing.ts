import type { Pipeline, Policy } from '../../../resilience/pipeline.ts';
import type { Code } from '../literal.ts';
import { javaDuration } from '../time-unit.ts';
import * as form from './written.ts';

type Breaker = Extract<Policy, { policy: 'breaker' }>['settings'];

function java(ms: number): string {
  return (javaDuration.write(ms) as Code).text;
}

function breakerSteps(breaker: Breaker): string[] {
  const { trip, probe } = breaker;
  const successes =
    probe.kind === 'success-ratio' && probe.ratio < 1
      ? `${form.nearestSuccesses(breaker)}, ${probe.probes}`
      : form.nearestSuccesses(breaker);
  return [
    thresholdStep(breaker, trip),
    `.withDelay(${java(form.nearestOpen(breaker))})`,
    `.withSuccessThreshold(${successes})`,
  ];
}

function thresholdStep(breaker: Breaker, trip: Breaker['trip']): string {
  if (trip.kind === 'consecutive-failures') return `.withFailureThreshold(${trip.failures})`;
  if (trip.kind === 'failure-count')
    return `.withFailureThreshold(${trip.failures}, ${java(trip.window.time)})`;
  const { rate, window, minimumCalls } = form.nearestRate(breaker);
  if ('calls' in window)
    return `.withFailureThreshold(${Math.ceil(rate * window.calls - 1e-9)}, ${window.calls})`;
  return `.withFailureRateThreshold(${Number((rate * 100).toPrecision(12))}, ${minimumCalls}, ${java(window.time)})`;
}

function policyText(one: Policy): { type: string; name: string; made: string } | undefined {
  const builder = (type: string, lines: readonly string[]): string =>
    [`${type}.builder()`, ...lines, '.build();'].join('\n    ');
  switch (one.policy) {
    case 'breaker':
      return {
        type: 'CircuitBreaker<Object>',
        name: 'breaker',
        made: builder('CircuitBreaker', breakerSteps(one.settings)),
      };
    case 'retry': {
      const { calls, backoff } = one.settings;
      const wait =
        backoff.kind === 'fixed'
          ? `.withDelay(${java(backoff.delay)})`
          : `.withBackoff(${java(backoff.initial)}, ${java(backoff.max)}${backoff.kind === 'exponential' && backoff.factor !== 2 ? `, ${backoff.factor}` : ''})`;
      return {
        type: 'RetryPolicy<Object>',
        name: 'retry',
        made: builder('RetryPolicy', [`.withMaxRetries(${calls - 1})`, wait]),
      };
    }
    case 'timeout':
      return {
        type: 'Timeout<Object>',
        name: 'timeout',
        made: `Timeout.of(${java(one.settings)});`,
      };
    case 'bulkhead':
      return {
        type: 'Bulkhead<Object>',
        name: 'bulkhead',
        made: `Bulkhead.of(${one.settings.calls});`,
      };
    default:
      return undefined;
  }
}

export function text(pipeline: Pipeline): string {
  const policies = pipeline
    .flatMap((one) => policyText(one) ?? [])
    .map((one, i, all) => {
      const before = all.slice(0, i).filter(({ name }) => name === one.name).length;
      return { ...one, name: before === 0 ? one.name : `${one.name}${before + 1}` };
    });
  const classes = [...new Set(policies.map(({ type }) => type.replace('<Object>', '')))].sort();
  return [
    ...classes.map((one) => `import dev.failsafe.${one};`),
    'import dev.failsafe.Failsafe;',
    'import dev.failsafe.FailsafeExecutor;',
    'import java.time.Duration;',
    '',
    ...policies.map(({ type, name, made }) => `${type} ${name} = ${made}\n`),
    `FailsafeExecutor<Object> executor = Failsafe.with(${policies.map(({ name }) => name).join(', ')});`,
    '',
  ].join('\n');
}
