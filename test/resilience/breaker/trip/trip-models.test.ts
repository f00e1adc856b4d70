import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import {
  FAILURE_KINDS,
  type FailureKind,
} from '../../../../src/resilience/breaker/failure-kind.ts';
import {
  createTripPolicy,
  type TripSettings,
  tripSettings,
} from '../../../../src/resilience/breaker/trip/index.ts';
import type { TripPolicy } from '../../../../src/resilience/breaker/trip/trip-policy.ts';
import { anyTrip, tripsOf } from './arbitraries.ts';
import { type Ended, opens } from './models.ts';

/** A policy against the plain list of calls since the last clearing. */
interface Model {
  readonly settings: TripSettings;
  now: number;
  calls: Ended[];
}

type Command = fc.Command<Model, TripPolicy>;

class End implements Command {
  private readonly afterMs: number;
  private readonly durationMs: number;
  private readonly failure: FailureKind | undefined;

  constructor(afterMs: number, durationMs: number, failure: FailureKind | undefined) {
    this.afterMs = afterMs;
    this.durationMs = durationMs;
    this.failure = failure;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, policy: TripPolicy): void {
    const { durationMs, failure } = this;
    model.now += this.afterMs;
    model.calls.push({ at: model.now, durationMs, failure });
    const answer =
      failure === undefined
        ? policy.onSuccess(model.now, durationMs)
        : policy.onFailure(model.now, durationMs, failure);
    expect(answer).toBe(opens(model.calls, model.settings));
  }

  toString(): string {
    return `${this.failure ?? 'ok'}(+${this.afterMs}, ${this.durationMs}ms)`;
  }
}

class Clear implements Command {
  check(): boolean {
    return true;
  }

  run(model: Model, policy: TripPolicy): void {
    model.calls = [];
    policy.clear();
  }

  toString(): string {
    return 'clear';
  }
}

/** Asking where it stands, at any time, changes nothing. */
class Look implements Command {
  check(): boolean {
    return true;
  }

  run(model: Model, policy: TripPolicy): void {
    expect(policy.standing(model.now)).not.toBe('');
  }

  toString(): string {
    return 'look';
  }
}

const afterMs = fc.constantFrom(0, 0, 1, 5, 19, 20, 21, 100);
const durationMs = fc.constantFrom(0, 0.5, 1, 99, 100, 300);
const end = fc
  .tuple(afterMs, durationMs, fc.constantFrom(undefined, ...FAILURE_KINDS))
  .map((parts) => new End(...parts));
const commands = fc.commands(
  [end, end, end, end, end, end, fc.constant(new Look()), fc.constant(new Clear())],
  { maxCommands: 150, size: 'max' },
);

const kinds = [...Object.entries(tripsOf), ['any-of', anyTrip] as const];

it.each(kinds)('%s opens exactly when the list of calls says so', (_, settings) => {
  fc.assert(
    fc.property(settings as fc.Arbitrary<unknown>, commands, (written, timeline) => {
      const decoded = decode(tripSettings, written);
      fc.modelRun(
        () => ({
          model: { settings: decoded, now: 0, calls: [] },
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
      const untimed: TripPolicy = {
        needsTime: false,
        onSuccess: () => policy.onSuccess(Number.NaN, Number.NaN),
        onFailure: (...call) => policy.onFailure(...call),
        standing: (now) => policy.standing(now),
        clear: () => policy.clear(),
      };
      const model: Model = { settings: decoded, now: 0, calls: [] };
      for (const command of timeline) command.run(model, untimed);
    }),
  );
});
