import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import * as v from 'valibot';
import { findingsSchema } from '../../../experiment/study/findings-schema.ts';
import { identityOf, type StudyPlan, type Task } from '../../../experiment/study/plan.ts';
import { seedsText } from '../../../experiment/study/seed-set.ts';
import { UsageError } from '../../usage-error.ts';
import { type Answer, type Done, doneOf } from '../messages.ts';
import { AT_HAND, type Workforce } from '../workforce.ts';
import type { Connection } from './connection.ts';
import { announceStudy, HEARTBEAT_MS, PREFIX, withdrawStudy } from './registry.ts';
import type { Staff } from './staff.ts';

/** A task that was given to the queue, and who waits for it. */
interface Errand {
  readonly task: Task;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
}

/** So often it asks for answers; a task takes half a second and more. */
const EVERY_MS = 100;
const AT_ONCE = 64;
/** A Redis that is away when all is over is left as it is: what is in it ends by itself. */
const FAREWELL_MS = 2_000;
/** What workers tell each other of tasks goes through answers anyway. */
const EVENTS_KEPT = 10;

/**
 * Workers at a queue of this one study. What counts is kept here: a task is waited for until its answer came, once,
 * and is given again where the Redis forgot it, so neither its restart nor a worker's death loses or doubles any.
 */
export function queued(plan: StudyPlan, { redis, packages }: Connection, staff: Staff): Workforce {
  const name = `${identityOf(plan).slice(0, 16)}-${randomBytes(4).toString('hex')}`;
  const errands = new Map<string, Errand>();
  const queue: Queue<Task, Answer> = new packages.bullmq.Queue(name, {
    connection: redis,
    prefix: PREFIX,
    streams: { events: { maxLen: EVENTS_KEPT } },
  });
  queue.on('error', () => {});
  let open = true;
  let given = 0;

  async function give(id: string, task: Task): Promise<void> {
    // The queue tries again what went wrong with itself; what goes wrong with a task is an answer, too.
    await queue.add('task', task, { jobId: id, attempts: 100 });
  }

  /** Takes the answers that came; each is gone from the queue only when it is known here. */
  async function collect(): Promise<void> {
    const jobs = await queue.getCompleted(0, AT_ONCE - 1);
    for (const job of jobs) settle(job);
    await Promise.all(jobs.map((job) => job.remove()));
  }

  function settle({ id, returnvalue }: Job<Task, Answer>): void {
    const errand = errands.get(id!);
    if (errand === undefined) return;
    errands.delete(id!);
    try {
      errand.resolve(doneOf(v.parse(answerSchema, returnvalue)));
    } catch (error) {
      errand.reject(error as Error);
    }
  }

  /** Workers died over these one after the other: it is not the workers. */
  async function giveUp(): Promise<void> {
    for (const { id, failedReason } of await queue.getFailed(0, AT_ONCE - 1)) {
      const errand = errands.get(id!);
      errands.delete(id!);
      const seeds = errand && seedsText(errand.task.seeds);
      errand?.reject(new UsageError(`workers failed over seeds ${seeds}: ${failedReason}`));
    }
  }

  /** What the Redis forgot, as one without a file to append to does when it is restarted. */
  async function remind(): Promise<void> {
    for (const [id, { task }] of [...errands]) {
      const isKnown = (await redis.exists(queue.toKey(id))) === 1;
      if (!isKnown && errands.has(id)) await give(id, task);
    }
  }

  async function attend(): Promise<void> {
    for (let next = 0; open; await pause(EVERY_MS)) {
      try {
        if (performance.now() >= next) {
          await announceStudy(redis, name, plan);
          await giveUp();
          await remind();
          next = performance.now() + HEARTBEAT_MS;
        }
        await collect();
      } catch {
        // The Redis went away, or is not ready yet: it is asked again.
      }
    }
  }

  async function leave(): Promise<void> {
    await withdrawStudy(redis, name);
    await queue.obliterate({ force: true });
    await queue.close();
  }

  const attendance = attend();
  return {
    get jobs() {
      return Math.max(1, staff.slots);
    },
    get room() {
      return AT_HAND * Math.max(1, staff.slots);
    },
    get words() {
      return staff.words;
    },
    run: (task) =>
      new Promise((resolve, reject) => {
        const id = `task-${given++}`;
        errands.set(id, { task, resolve, reject });
        give(id, task).catch(() => {});
      }),
    async close() {
      open = false;
      errands.clear();
      const gone = attendance.then(leave).catch(() => {});
      await Promise.race([gone, pause(FAREWELL_MS, undefined, { ref: false })]);
    },
  };
}

const answerSchema = v.variant('kind', [
  v.object({ kind: v.literal('found'), findings: findingsSchema, ms: v.number() }),
  v.object({
    kind: v.literal('failed'),
    failure: v.object({
      name: v.string(),
      message: v.string(),
      stack: v.exactOptional(v.string()),
    }),
  }),
]) satisfies v.GenericSchema<unknown, Answer>;
