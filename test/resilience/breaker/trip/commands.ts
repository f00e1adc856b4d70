import fc from 'fast-check';
import { expect } from 'vitest';
import type { TripSettings } from '../../../../src/resilience/breaker/trip/index.ts';
import type { TripPolicy } from '../../../../src/resilience/breaker/trip/trip-policy.ts';
import { SERVICE_FAILURES, type ServiceFailure } from '../../../../src/resilience/failure.ts';
import { type Ended, holds, opens } from './models.ts';

/** A policy against the plain list of calls since the last clearing. */
export interface Model {
  readonly settings: TripSettings;
  now: number;
  calls: Ended[];
  starts: number[];
}

function agree<Value>(policy: Value, model: Value): void {
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
    agree(answer, opens(model, model.settings));
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
    model.starts = [];
    policy.clear();
  }

  toString(): string {
    return 'clear';
  }
}

/** Asking where it stands, or where it stood, changes nothing. */
class Look implements Command {
  check(): boolean {
    return true;
  }

  run(model: Model, policy: TripPolicy): void {
    agree(policy.standing(model.now) === '', false);
    agree(policy.standing(Math.max(0, model.now - 30)) === '', false);
  }

  toString(): string {
    return 'look';
  }
}

class Start implements Command {
  private readonly afterMs: number;

  constructor(afterMs: number) {
    this.afterMs = afterMs;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, policy: TripPolicy): void {
    model.now += this.afterMs;
    model.starts.push(model.now);
    if (policy.countsStarts) policy.onStart(model.now);
  }

  toString(): string {
    return `start(+${this.afterMs})`;
  }
}

/** Time goes on to the instant that the policy waits for, where that comes. */
class Wake implements Command {
  check(): boolean {
    return true;
  }

  run(model: Model, policy: TripPolicy): void {
    const { wakeAtMs } = policy;
    if (wakeAtMs === Number.POSITIVE_INFINITY) return;
    agree(policy.isTimed, true);
    model.now = Math.max(model.now, wakeAtMs);
    const held = holds(model, model.settings);
    const verdicts: string[] = [];
    while (model.now >= policy.wakeAtMs) verdicts.push(policy.onTime(model.now));
    if (isJudgedByTimer(model.settings)) agree(verdicts.join(), held ? 'open' : 'stay');
  }

  toString(): string {
    return 'wake';
  }
}

function isJudgedByTimer(settings: TripSettings): boolean {
  return 'judged' in settings && typeof settings.judged === 'object';
}

const afterMs = fc.constantFrom(0, 0, 1, 5, 19, 20, 21, 100);
const durationMs = fc.constantFrom(0, 0.5, 1, 99, 100, 300);
export const end = fc
  .tuple(afterMs, durationMs, fc.constantFrom(undefined, ...SERVICE_FAILURES))
  .map((parts) => new End(...parts));
const start = afterMs.map((ms) => new Start(ms));
export const commands = fc.commands(
  [
    ...Array.from({ length: 6 }, () => end),
    ...Array.from({ length: 3 }, () => start),
    ...[new Wake(), new Look(), new Clear()].map((one) => fc.constant(one)),
  ],
  { maxCommands: 150, size: 'max' },
);
