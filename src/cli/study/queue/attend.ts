import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'bullmq';
import * as v from 'valibot';
import { seedSet } from '../../../experiment/study/findings-schema.ts';
import type { StudyPlan, Task } from '../../../experiment/study/plan.ts';
import { sizeOf } from '../../../experiment/study/seed-set.ts';
import { overridesSchema } from '../../../experiment/study/study-schema.ts';
import { type Answer, failed } from '../messages.ts';
import { hire } from '../workforce.ts';
import type { Connection } from './connection.ts';
import { PREFIX, sweepMarks } from './registry.ts';

/**
 * Who does not renew its hold on a task for so long is taken for dead, and another does it. Threads do the work, so
 * the one that renews is never busy for long.
 */
const HOLD_MS = 10_000;
const CHECKED_EVERY_MS = 5_000;
/** So many workers may die over a task; then it is the task. */
const DEATHS = 10;
/** A task is to take a few seconds; what takes longer is given back. */
const LAST_TASK_MS = 10_000;

/** A Redis that is away is not waited for. */
const FAREWELL_MS = 1_000;

/** What a worker did for a study. */
export interface Deeds {
  readonly tasks: number;
  readonly replications: number;
}

/** A study of which some tasks are done here. */
export interface Attendance {
  readonly deeds: Deeds;
  /** No task is at hand. */
  readonly isIdle: boolean;
  /** Done with what is at hand, or where the study is over, at once. */
  leave(how: 'finish' | 'drop'): Promise<void>;
}

/** Takes tasks of a study, as many at a time as there are threads, until it leaves. */
export function attend(
  { queue, plan }: { readonly queue: string; readonly plan: StudyPlan },
  { redis, packages }: Connection,
  jobs: number,
): Attendance {
  const workforce = hire(plan, jobs);
  const taskSchema = v.object({
    cell: v.picklist([...plan.cells.keys()]),
    seeds: seedSet,
    also: v.exactOptional(overridesSchema),
  });
  let atHand = 0;
  let deeds: Deeds = { tasks: 0, replications: 0 };

  async function answerTo(data: unknown): Promise<Answer> {
    atHand++;
    try {
      const task = v.parse(taskSchema, data);
      const { findings, ms } = await workforce.run(task);
      deeds = {
        tasks: deeds.tasks + 1,
        replications: deeds.replications + sizeOf(task.seeds),
      };
      return { kind: 'found', findings: findings.toJSON(), ms };
    } catch (error) {
      return failed(error);
    } finally {
      atHand--;
    }
  }

  const worker: Worker<Task, Answer> = new packages.bullmq.Worker(
    queue,
    ({ data }) => answerTo(data),
    {
      connection: redis,
      prefix: PREFIX,
      concurrency: jobs,
      lockDuration: HOLD_MS,
      stalledInterval: CHECKED_EVERY_MS,
      maxStalledCount: DEATHS,
    },
  );
  // A Redis that went away is waited for; a task that somebody else has done by now is not needed.
  worker.on('error', () => {});
  return {
    get deeds() {
      return deeds;
    },
    get isIdle() {
      return atHand === 0;
    },
    async leave(how) {
      const closed = worker.close(how === 'drop').catch(() => {});
      await Promise.race([closed, pause(LAST_TASK_MS, undefined, { ref: false })]);
      await workforce.close();
      // A Redis that is away keeps nothing of a queue for long.
      const swept = sweepMarks(redis, queue).catch(() => {});
      await Promise.race([swept, pause(FAREWELL_MS, undefined, { ref: false })]);
    },
  };
}
