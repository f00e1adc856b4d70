import fc from 'fast-check';
import { it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import { Breaker } from '../../../../src/resilience/breaker/breaker.ts';
import { breakerSettings } from '../../../../src/resilience/breaker/settings.ts';
import { commands, MAX_COMMANDS, type Model } from './commands.ts';

const timeMs = fc.constantFrom(1, 10, 40, 100);
// Halves and quarters: what the model reckons another way is then the same number.
const jitter = fc.constantFrom(0, 0.25, 0.5, 1);
const draws = fc.array(fc.constantFrom(0, 0.25, 0.5, 0.875), {
  minLength: MAX_COMMANDS,
  maxLength: MAX_COMMANDS,
});

const from = fc.constantFrom(undefined, 'opening', 'last-failure');

const kinds: [string, fc.Arbitrary<unknown>][] = [
  ['fixed', fc.record({ kind: fc.constant('fixed'), duration: timeMs, jitter, from })],
  [
    'exponential',
    fc.record({
      kind: fc.constant('exponential'),
      initial: fc.constantFrom(1, 10),
      factor: fc.constantFrom(1, 1.5, 2, 2),
      max: fc.constantFrom(5, 1_000, 100_000),
      healthy: fc.constantFrom(10, 25, 100),
      jitter,
      from,
    }),
  ],
  [
    'retry-after',
    fc.record({ kind: fc.constant('retry-after'), fallback: timeMs, max: timeMs, jitter, from }),
  ],
  [
    'failure-share',
    fc.record({
      kind: fc.constant('failure-share'),
      shortest: timeMs,
      longest: timeMs,
      calls: fc.constantFrom(1, 3, 8),
      jitter,
      from,
    }),
  ],
];

function closed(open: unknown, luck: readonly number[]): { model: Model; real: Breaker } {
  const trip = { kind: 'consecutive-failures', failures: 1 };
  const probe = { kind: 'consecutive-successes', permits: MAX_COMMANDS };
  const settings = decode(breakerSettings, { trip, open, probe });
  let drawn = 0;
  const real = new Breaker(
    settings,
    { next: () => luck[drawn++]! },
    { onTransition: () => {}, onWake: () => {}, onPing: () => {} },
  );
  const start = { now: 0, period: 0, closedAt: 0, openUntil: 0 };
  const lists = { openedAt: 0, grudges: [], calls: [], ended: [] };
  return {
    model: { ...start, ...lists, settings: settings.open, draws: [...luck], state: 'closed' },
    real,
  };
}

it.each(kinds)('%s stays open exactly as long as the list of openings says', (_, written) => {
  fc.assert(
    fc.property(written, draws, commands, (open, luck, timeline) => {
      fc.modelRun(() => closed(open, luck), timeline);
    }),
  );
});
