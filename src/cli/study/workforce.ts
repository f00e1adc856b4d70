import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { StudyPlan, Task } from '../../experiment/study/plan.ts';
import { runnerOf } from '../../experiment/study/run-study.ts';
import { seedsText } from '../../experiment/study/seed-set.ts';
import { tell } from '../tell.ts';
import { UsageError } from '../usage-error.ts';
import { type Answer, type Done, doneOf } from './messages.ts';
import { startWorker } from './start-worker.ts';

/** Whoever runs tasks: threads, this one, or the workers of a queue, who come and go. */
export interface Workforce {
  /** Workers, at least one. */
  readonly jobs: number;
  /** How many tasks it is good to have on their way. */
  readonly room: number;
  /** Who they are, for the line of progress: empty, or what follows a comma. */
  readonly words: string;
  run(task: Task): Promise<Done>;
  /** Stops all work, done or not. */
  close(): Promise<void>;
}

/** A task that was handed over, and who waits for it. */
interface Errand {
  readonly task: Task;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
  /** A worker died over it already. */
  retried: boolean;
}

interface Seat {
  /** Null: the last one died, and nothing was to be done. */
  worker: Worker | null;
  /** In the order in which the worker has them. */
  readonly errands: Errand[];
}

/** A worker has the next task at hand when it is done with one. */
export const AT_HAND = 2;

/** This very thread, which breathes between tasks. */
export function alone(plan: StudyPlan): Workforce {
  const run = runnerOf(plan);
  return {
    jobs: 1,
    room: 1,
    words: '',
    async run(task) {
      await setImmediate();
      const start = performance.now();
      return { findings: run(task), ms: performance.now() - start };
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Threads that run tasks of one plan. A package would do the same, but those that are kept well look for their
 * own worker file beside themselves, where a bundle has none.
 */
export function hire(plan: StudyPlan, jobs: number, startOne = startWorker): Workforce {
  let open = true;
  const seats = Array.from({ length: jobs }, (): Seat => ({ worker: null, errands: [] }));

  function start(seat: Seat): Worker {
    const worker = startOne(plan);
    seat.worker = worker;
    let why: string | undefined;
    worker.on('message', (answer: Answer) => settle(seat.errands.shift()!, answer));
    worker.on('error', (error) => {
      why = error.message;
    });
    worker.on('exit', (code) => {
      seat.worker = null;
      if (open) carryOn(seat, seat.errands.splice(0), why ?? `exit code ${code}`);
    });
    return worker;
  }

  /** What a dead worker had in hand is done again, once. */
  function carryOn(seat: Seat, errands: readonly Errand[], why: string): void {
    const [first] = errands;
    if (first === undefined) return;
    if (first.retried) {
      const seeds = seedsText(first.task.seeds);
      const fault = new UsageError(`a worker died twice over seeds ${seeds}: ${why}`);
      for (const { reject } of errands) reject(fault);
      return;
    }
    tell(`A worker died (${why}); what it had in hand is done again.`);
    first.retried = true;
    for (const errand of errands) hand(seat, errand);
  }

  function hand(seat: Seat, errand: Errand): void {
    seat.errands.push(errand);
    const worker = seat.worker ?? start(seat);
    const nothingToTransfer: never[] = [];
    worker.postMessage(errand.task, nothingToTransfer);
  }

  return {
    jobs,
    room: AT_HAND * jobs,
    words: '',
    run: (task) =>
      new Promise((resolve, reject) => {
        const idlest = seats.reduce((a, b) => (b.errands.length < a.errands.length ? b : a));
        hand(idlest, { task, resolve, reject, retried: false });
      }),
    async close() {
      open = false;
      for (const { worker } of seats) await worker?.terminate();
    },
  };
}

function settle({ resolve, reject }: Errand, answer: Answer): void {
  try {
    resolve(doneOf(answer));
  } catch (error) {
    reject(error as Error);
  }
}
