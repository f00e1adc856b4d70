import type { Pipeline, Policy } from '../../../resilience/pipeline.ts';
import { Code } from '../literal.ts';
import { type Values, written } from '../section.ts';
import { breakerFields, retryFields, timeoutFields } from './polly-fields.ts';
import { initializerText } from './program-text.ts';
import * as form from './written.ts';

export function breakerValues(
  breaker: Extract<Policy, { policy: 'breaker' }>['settings'],
): Partial<Values<typeof breakerFields>> {
  const { rate, window, minimumCalls } = form.nearestRate(breaker);
  return {
    FailureRatio: rate,
    MinimumThroughput: Math.max(2, minimumCalls),
    ...('time' in window ? { SamplingDuration: window.time } : {}),
    BreakDuration: form.nearestOpen(breaker),
  };
}

export function retryValues(
  retry: Extract<Policy, { policy: 'retry' }>['settings'],
): Values<typeof retryFields> {
  const { calls, backoff } = retry;
  return {
    MaxRetryAttempts: calls - 1,
    BackoffType: backoff.kind === 'fixed' ? 'Constant' : 'Exponential',
    Delay: form.nearestDelay(retry),
    MaxDelay: backoff.kind === 'fixed' ? undefined : form.limitOf(backoff.max),
    UseJitter:
      backoff.kind === 'decorrelated' ||
      (backoff.kind === 'exponential' && backoff.jitter !== 'none'),
  };
}

function strategyText(one: Policy): string | undefined {
  const options = (name: string, values: Readonly<Record<string, unknown>>): string =>
    `Add${name}(new ${name}StrategyOptions\n    ${initializerText(values, '    ')})`;
  switch (one.policy) {
    case 'breaker':
      return options('CircuitBreaker', written(breakerFields, breakerValues(one.settings)));
    case 'retry': {
      const values = retryValues(one.settings);
      const BackoffType = new Code(`DelayBackoffType.${values.BackoffType}`);
      return options('Retry', { ...written(retryFields, values), BackoffType });
    }
    case 'timeout':
      return options('Timeout', written(timeoutFields, { Timeout: one.settings }));
    case 'bulkhead':
      return `AddConcurrencyLimiter(permitLimit: ${one.settings.calls}, queueLimit: ${one.settings.queue})`;
    default:
      return undefined;
  }
}

export function text(pipeline: Pipeline, name: string): string {
  const added = pipeline.flatMap((one) => strategyText(one) ?? []);
  const names = ['Polly', 'Polly.CircuitBreaker', 'Polly.Retry', 'Polly.Timeout'];
  return [
    'using System;',
    ...names.map((one) => `using ${one};`),
    '',
    `var ${name} = new ResiliencePipelineBuilder()`,
    ...added.map((one) => `    .${one}`),
    '    .Build();',
    '',
  ].join('\n');
}
