import { expect, it } from 'vitest';
import { settingsOf } from '../../../src/adapters/cockatiel/circuit-settings.ts';
import {
  ConsecutiveBreaker,
  CountBreaker,
  SamplingBreaker,
} from '../../../src/adapters/cockatiel.ts';
import { decode } from '../../../src/kernel/settings.ts';
import { breakerSettings } from '../../../src/resilience/breaker/settings.ts';
import { importedBreaker } from '../../library/peers/peer.ts';

it.each([
  ['new ConsecutiveBreaker(5)', new ConsecutiveBreaker(5)],
  [
    'new CountBreaker({ threshold: 0.2, size: 50 })',
    new CountBreaker({ threshold: 0.2, size: 50 }),
  ],
  [
    'new CountBreaker({ threshold: 0.5, size: 20, minimumNumberOfCalls: 7 })',
    new CountBreaker({ threshold: 0.5, size: 20, minimumNumberOfCalls: 7 }),
  ],
  [
    'new SamplingBreaker({ threshold: 0.2, duration: 30000 })',
    new SamplingBreaker({ threshold: 0.2, duration: 30_000 }),
  ],
  [
    'new SamplingBreaker({ threshold: 0.4, duration: 2500, minimumRps: 3 })',
    new SamplingBreaker({ threshold: 0.4, duration: 2_500, minimumRps: 3 }),
  ],
])('the breaker that the import reads is the one that runs here: %s', (written, breaker) => {
  const program = `const policy = circuitBreaker(handleAll, { halfOpenAfter: 500, breaker: ${written} });`;
  const open = { kind: 'fixed', duration: 500 } as const;
  const own = decode(breakerSettings, { ...settingsOf(breaker), open });
  expect(importedBreaker('cockatiel', program)).toMatchObject(own);
});
