import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import * as v from 'valibot';
import { findingsSchema } from '../../../experiment/study/findings-schema.ts';
import { identityOf, type StudyPlan, type Task } from '../../../experiment/study/plan.ts';
import { seedsText } from '../../../experiment/study/seed-set.ts';
import { UsageError } from '../../usage-error.ts';
import { type Answer, type Done, doneOf } from '../messages.ts';
import { AT_HAND, type Workforce } from '../workforce.ts';
import type { Connection } from './connection.ts';
import { announceStudy, HEARTBEAT_MS, PREFIX, sweepMarks, withdrawStudy } from './registry.ts';
import type { Staff } from './staff.ts';

/** A task that was given to the queue, and who waits for it. */
interface Errand {
  readonly task: Task;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
}

/** So often it asks for answers; a task takes half a second and more. */
const EVERY_MS = 40;
const AT_ONCE = 64;
/** Tasks that wait for who comes first. */
const LEAST = 4;
/** A Redis that is away when all is over is left as it is: what is in it ends by itself. */
const FAREWELL_MS = 2_000;
/** What workers tell each other of tasks goes through answers anyway. */
const EVENTS_KEPT = 10;

/**
 * The workers at a queue of one study. What counts is kept here: a task is waited for until its answer came, once, and
 * is given again where the Redis forgot it, so neither its restart nor a worker's death loses or doubles any.
 */
export class QueuedWorkforce implements Workforce {
  private readonly plan: StudyPlan;
  private readonly redis: Redis;
  private readonly staff: Staff;
  private readonly name: string;
  private readonly queue: Queue<Task, Answer>;
  private readonly errands = new Map<string, Errand>();
  private readonly attendance: Promise<void>;
  private isOpen = true;
  private given = 0;

  constructor(plan: StudyPlan, { redis, packages }: Connection, staff: Staff) {
    this.plan = plan;
    this.redis = redis;
    this.staff = staff;
    this.name = `${identityOf(plan).slice(0, 16)}-${randomBytes(4).toString('hex')}`;
    this.queue = new packages.bullmq.Queue(this.name, {
      connection: redis,
      prefix: PREFIX,
      streams: { events: { maxLen: EVENTS_KEPT } },
    });
    this.queue.on('error', () => {});
    this.attendance = this.attend();
  }

  get jobs(): number {
    return Math.max(1, this.staff.slots);
  }

  get room(): number {
    return Math.max(LEAST, AT_HAND * this.staff.slots);
  }

  get words(): string {
    return this.staff.words;
  }

  run(task: Task): Promise<Done> {
    return new Promise((resolve, reject) => {
      const id = `task-${this.given++}`;
      this.errands.set(id, { task, resolve, reject });
      // What fails now is found to be missing soon.
      this.give(id, task).catch(() => {});
    });
  }

  async close(): Promise<void> {
    this.isOpen = false;
    this.errands.clear();
    const gone = this.attendance.then(() => this.leave()).catch(() => {});
    await Promise.race([gone, pause(FAREWELL_MS, undefined, { ref: false })]);
  }

  private async attend(): Promise<void> {
    for (let next = 0; this.isOpen; await pause(EVERY_MS)) {
      try {
        if (performance.now() >= next) {
          await announceStudy(this.redis, this.name, this.plan);
          await this.giveUp();
          await this.remind();
          next = performance.now() + HEARTBEAT_MS;
        }
        await this.collect();
      } catch {
        // The Redis went away, or is not ready yet: it is asked again.
      }
    }
  }

  private async give(id: string, task: Task): Promise<void> {
    // The queue tries again what went wrong with itself; what goes wrong with a task is an answer, too.
    await this.queue.add('task', task, { jobId: id, attempts: 100 });
  }

  /** Takes the answers that came; each is gone from the queue only when it is known here. */
  private async collect(): Promise<void> {
    const jobs = await this.queue.getCompleted(0, AT_ONCE - 1);
    for (const job of jobs) this.settle(job);
    await Promise.all(jobs.map((job) => job.remove()));
  }

  private settle({ id, returnvalue }: Job<Task, Answer>): void {
    const errand = this.errands.get(id!);
    if (errand === undefined) return;
    this.errands.delete(id!);
    try {
      errand.resolve(doneOf(v.parse(answerSchema, returnvalue)));
    } catch (error) {
      errand.reject(error as Error);
    }
  }

  /** Workers died over these one after the other: it is not the workers. */
  private async giveUp(): Promise<void> {
    for (const { id, failedReason } of await this.queue.getFailed(0, AT_ONCE - 1)) {
      const errand = this.errands.get(id!);
      this.errands.delete(id!);
      const seeds = errand && seedsText(errand.task.seeds);
      errand?.reject(new UsageError(`workers failed over seeds ${seeds}: ${failedReason}`));
    }
  }

  /** What the Redis forgot, as one without a file to append to does when it is restarted. */
  private async remind(): Promise<void> {
    for (const [id, { task }] of this.errands) {
      const isKnown = (await this.redis.exists(this.queue.toKey(id))) === 1;
      if (!isKnown && this.errands.has(id)) await this.give(id, task);
    }
  }

  private async leave(): Promise<void> {
    await withdrawStudy(this.redis, this.name);
    await this.queue.obliterate({ force: true });
    await this.queue.close();
    await sweepMarks(this.redis, this.name);
  }
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
