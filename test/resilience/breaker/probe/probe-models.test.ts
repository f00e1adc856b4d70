import fc from 'fast-check';
import { it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import { Breaker } from '../../../../src/resilience/breaker/breaker.ts';
import { breakerSettings } from '../../../../src/resilience/breaker/settings.ts';
import { evenLuck } from '../timeline.ts';
import { commands, look, type Model, OPEN_MS, periodFrom, type Real } from './commands.ts';

const small = fc.integer({ min: 1, max: 4 });
/** Often a share that few calls can meet exactly. */
const percent = fc.oneof(
  fc.constantFrom(0.25, 0.5, 0.75, 1),
  fc.integer({ min: 1, max: 100 }).map((value) => value / 100),
);
const timeMs = fc.constantFrom(1, 5, 20, 40);

const consecutive = {
  kind: fc.constant('consecutive-successes'),
  permits: small,
  successes: small,
};
const ratio = {
  kind: fc.constant('success-ratio'),
  probes: fc.integer({ min: 1, max: 8 }),
  ratio: percent,
  permits: small,
};
const rate = {
  kind: fc.constant('failure-rate'),
  probes: fc.integer({ min: 1, max: 8 }),
  minimumCalls: fc.integer({ min: 1, max: 8 }),
  rate: percent,
  strict: fc.constantFrom(undefined, false, true),
};
const gradual = {
  kind: fc.constant('gradual-recovery'),
  steps: fc.array(percent, { minLength: 1, maxLength: 4 }),
  every: timeMs,
  minimumCalls: small,
  failureRate: percent,
};

const kinds: [string, fc.Arbitrary<unknown>][] = [
  ['consecutive-successes', fc.record(consecutive)],
  ['consecutive-successes with a lease', fc.record({ ...consecutive, lease: timeMs })],
  ['success-ratio', fc.record(ratio)],
  ['success-ratio with a lease', fc.record({ ...ratio, lease: timeMs })],
  ['failure-rate', fc.record(rate)],
  ['failure-rate with a lease', fc.record({ ...rate, lease: timeMs })],
  ['gradual-recovery', fc.record(gradual)],
  ['gradual-recovery with a lease', fc.record({ ...gradual, lease: timeMs })],
  [
    'health-check',
    fc.record({
      kind: fc.constant('health-check'),
      every: timeMs,
      successes: small,
      timeout: timeMs,
    }),
  ],
];

/** A circuit at the first instant of its first half-open period. */
function halfOpen(written: unknown): { model: Model; real: Real } {
  const open = { kind: 'fixed', duration: OPEN_MS };
  const settings = decode(breakerSettings, { open, probe: written });
  const pings: number[] = [];
  const breaker = new Breaker(settings, evenLuck, {
    onTransition: () => {},
    onWake: () => {},
    onPing: (permit) => pings.push(permit),
  });
  const model: Model = { settings: settings.probe, period: periodFrom(OPEN_MS, 0), strays: [] };
  const real: Real = { breaker, pings };
  breaker.open(0);
  look(model, real);
  return { model, real };
}

it.each(kinds)(
  '%s lets through, closes and reopens exactly as the list of probes says',
  (_, written) => {
    fc.assert(
      fc.property(written, commands, (probe, timeline) => {
        fc.modelRun(() => halfOpen(probe), timeline);
      }),
    );
  },
);
