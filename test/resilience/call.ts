import { type Guard, whenAborted } from '../../src/resilience/guard.ts';
import type { VirtualClock } from '../../src/resilience/virtual-clock.ts';

/** A service on a virtual clock: each call is answered after `ms`, with a value or an error. */
export interface Answer {
  readonly ms: number;
  readonly value?: unknown;
  readonly error?: unknown;
}

/** What came of a call, and when. */
export interface Seen {
  readonly atMs: number;
  readonly outcome: unknown;
}

/** Calls through a guard; the answers are handed out in turn, the last one over and over. */
export function callsThrough(guard: Guard, clock: VirtualClock, answers: readonly Answer[]) {
  const started: number[] = [];
  const aborted: number[] = [];
  const call = (signal?: AbortSignal): Promise<Seen> => {
    const task = (inner: AbortSignal): Promise<unknown> => {
      const answer = answers[Math.min(started.length, answers.length - 1)]!;
      started.push(clock.now());
      whenAborted(inner, () => aborted.push(clock.now()));
      return new Promise((resolve, reject) => {
        clock.setTimer(answer.ms, () =>
          answer.error === undefined ? resolve(answer.value) : reject(answer.error as Error),
        );
      });
    };
    const promise = (async () => guard.execute(task, signal === undefined ? {} : { signal }))();
    return promise.then(
      (value) => ({ atMs: clock.now(), outcome: value }),
      (error: unknown) => ({ atMs: clock.now(), outcome: error }),
    );
  };
  return { call, started, aborted };
}

export const good = (ms: number, value: unknown = 'paid'): Answer => ({ ms, value });
export const bad = (ms: number, error: unknown = new Error('500')): Answer => ({ ms, error });

/** An error's name, so that a table can hold it. */
export const nameOf = ({ atMs, outcome }: Seen): string =>
  `${atMs} ${outcome instanceof Error ? `${outcome.name}: ${outcome.message}` : String(outcome)}`;
