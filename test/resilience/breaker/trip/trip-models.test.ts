import fc from 'fast-check';
import { it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import { createTripPolicy, tripSettings } from '../../../../src/resilience/breaker/trip/index.ts';
import type { TripPolicy } from '../../../../src/resilience/breaker/trip/trip-policy.ts';
import { anyTrip, tripsOf } from './arbitraries.ts';
import { commands, end, type Model } from './commands.ts';

const kinds = [...Object.entries(tripsOf), ['any-of', anyTrip] as const];

it.each(kinds)('%s opens exactly when the list of calls says so', (_, settings) => {
  fc.assert(
    fc.property(settings as fc.Arbitrary<unknown>, commands, (written, timeline) => {
      const decoded = decode(tripSettings, written);
      fc.modelRun(
        () => ({
          model: { settings: decoded, now: 0, calls: [], starts: [] },
          real: createTripPolicy(decoded),
        }),
        timeline,
      );
    }),
  );
});

it('a policy that needs no time for a success opens alike without it', () => {
  fc.assert(
    fc.property(anyTrip, fc.array(end, { maxLength: 100 }), (written, timeline) => {
      const decoded = decode(tripSettings, written);
      const policy = createTripPolicy(decoded);
      fc.pre(!policy.needsTime);
      const untimed = Object.create(policy, {
        onSuccess: { value: () => policy.onSuccess(Number.NaN, Number.NaN) },
        onFailure: { value: policy.onFailure.bind(policy) },
      }) as TripPolicy;
      const model: Model = { settings: decoded, now: 0, calls: [], starts: [] };
      for (const command of timeline) command.run(model, untimed);
    }),
  );
});
