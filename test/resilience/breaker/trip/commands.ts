import fc from 'fast-check';
import { expect } from 'vitest';
import type { TripSettings } from '../../../../src/resilience/breaker/trip/index.ts';
import type { TripPolicy } from '../../../../src/resilience/breaker/trip/trip-policy.ts';
import { SERVICE_FAILURES, type ServiceFailure } from '../../../../src/resilience/failure.ts';
import { type Ended, opens } from './models.ts';

/** A policy against the plain list of calls since the last clearing. */
export interface Model {
  readonly settings: TripSettings;
  now: number;
  calls: Ended[];
}

function agree(policy: boolean, model: boolean): void {
  expect(policy).toBe(model);
}

type Command = fc.Command<Model, TripPolicy>;

class End implements Command {
  private readonly afterMs: number;
  private readonly durationMs: number;
  private readonly failure: ServiceFailure | undefined;

  constructor(afterMs: number, durationMs: number, failure: ServiceFailure | undefined) {
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
    agree(answer, opens(model.calls, model.settings));
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
    agree(policy.standing(model.now) === '', false);
  }

  toString(): string {
    return 'look';
  }
}

const afterMs = fc.constantFrom(0, 0, 1, 5, 19, 20, 21, 100);
const durationMs = fc.constantFrom(0, 0.5, 1, 99, 100, 300);
export const end = fc
  .tuple(afterMs, durationMs, fc.constantFrom(undefined, ...SERVICE_FAILURES))
  .map((parts) => new End(...parts));
export const commands = fc.commands(
  [end, end, end, end, end, end, fc.constant(new Look()), fc.constant(new Clear())],
  { maxCommands: 150, size: 'max' },
);
