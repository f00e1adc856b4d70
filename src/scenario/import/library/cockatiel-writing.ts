import type { Pipeline, Policy } from '../../../resilience/pipeline.ts';
import { Code } from '../literal.ts';
import { objectText } from './program-text.ts';
import * as form from './written.ts';

const BUILDERS = {
  breaker: 'circuitBreaker',
  retry: 'retry',
  timeout: 'timeout',
  bulkhead: 'bulkhead',
} as const;

function policyText(one: Policy): string | undefined {
  switch (one.policy) {
    case 'breaker':
      return `circuitBreaker(handleAll, ${objectText({ halfOpenAfter: openText(one.settings), breaker: tripText(one.settings) }, '  ')})`;
    case 'retry': {
      const { calls, backoff } = one.settings;
      return `retry(handleAll, ${objectText({ maxAttempts: calls - 1, backoff: backoffText(backoff) }, '  ')})`;
    }
    case 'timeout':
      return `timeout(${one.settings}, TimeoutStrategy.Aggressive)`;
    case 'bulkhead':
      return `bulkhead(${one.settings.calls}, ${one.settings.queue})`;
    default:
      return undefined;
  }
}

type Breaker = Extract<Policy, { policy: 'breaker' }>['settings'];
type Backoff = Extract<Policy, { policy: 'retry' }>['settings']['backoff'];

function openText(breaker: Breaker): unknown {
  const { open } = breaker;
  if (open.kind !== 'exponential') return form.nearestOpen(breaker);
  return made('ExponentialBackoff', {
    initialDelay: open.initial,
    maxDelay: open.max,
    exponent: open.factor,
    generator: new Code('noJitterGenerator'),
  });
}

function made(name: string, options: Readonly<Record<string, unknown>>): Code {
  return new Code(`new ${name}(${objectText(options)})`);
}

function tripText(breaker: Breaker): Code {
  const { trip } = breaker;
  if (trip.kind === 'consecutive-failures')
    return new Code(`new ConsecutiveBreaker(${trip.failures})`);
  const { rate, window, minimumCalls } = form.nearestRate(breaker);
  if ('calls' in window) {
    return made('CountBreaker', {
      threshold: rate,
      size: window.calls,
      minimumNumberOfCalls: Math.min(minimumCalls, window.calls),
    });
  }
  return made('SamplingBreaker', {
    threshold: rate,
    duration: window.time,
    minimumRps: (minimumCalls * 1_000) / window.time,
  });
}

const GENERATORS = {
  none: 'noJitterGenerator',
  full: 'fullJitterGenerator',
  equal: 'halfJitterGenerator',
} as const;

function backoffText(backoff: Backoff): Code {
  if (backoff.kind === 'fixed') return new Code(`new ConstantBackoff(${backoff.delay})`);
  const delays = { initialDelay: backoff.initial, maxDelay: backoff.max };
  if (backoff.kind === 'decorrelated') return made('ExponentialBackoff', delays);
  return made('ExponentialBackoff', {
    ...delays,
    exponent: backoff.factor,
    generator: new Code(GENERATORS[backoff.jitter]),
  });
}

export function text(pipeline: Pipeline, name: string): string {
  const policies = pipeline.flatMap((one) => policyText(one) ?? []);
  const body = `export const ${name} = wrap(\n${policies.map((one) => `  ${one},\n`).join('')});\n`;
  const names = [
    'wrap',
    'handleAll',
    'TimeoutStrategy',
    ...Object.values(BUILDERS),
    ...Object.values(GENERATORS),
    'ConsecutiveBreaker',
    'CountBreaker',
    'SamplingBreaker',
    'ConstantBackoff',
    'ExponentialBackoff',
  ];
  const used = names.filter((one) => new RegExp(`\\b${one}\\b`).test(body));
  return `import {\n${used.map((one) => `  ${one},\n`).join('')}} from 'cockatiel';\n\n${body}`;
}
