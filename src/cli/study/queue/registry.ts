import type { Redis } from 'ioredis';
import * as v from 'valibot';
import type { StudyPlan } from '../../../experiment/study/plan.ts';
import { planSchema } from '../../../experiment/study/study-schema.ts';

/** What this program's keys in a Redis begin with: those of BullMQ, too. */
export const PREFIX = 'blackfriday';

const STUDIES = `${PREFIX}:studies`;
const WORKERS = `${PREFIX}:workers`;
const planKey = (queue: string): string => `${PREFIX}:plan:${queue}`;
const workerKey = (id: string): string => `${PREFIX}:worker:${id}`;

/** Who is not heard of for so long is gone. */
const STUDY_LASTS_MS = 30_000;
const WORKER_LASTS_MS = 10_000;
/** How often one lets oneself be heard of. */
export const HEARTBEAT_MS = 2_000;

const workerSchema = v.object({ jobs: v.number(), version: v.string() });
export type WorkerEntry = v.InferOutput<typeof workerSchema>;

/** Has workers know of a study. Its plan is written once, and again where the Redis lost it. */
export async function announceStudy(redis: Redis, queue: string, plan: StudyPlan): Promise<void> {
  const known = await redis.pexpire(planKey(queue), STUDY_LASTS_MS);
  if (known === 1) return;
  await redis.set(planKey(queue), JSON.stringify(plan), 'PX', STUDY_LASTS_MS);
  await redis.zadd(STUDIES, 'NX', Date.now(), queue);
}

export async function withdrawStudy(redis: Redis, queue: string): Promise<void> {
  await redis.del(planKey(queue));
  await redis.zrem(STUDIES, queue);
}

/** What the queue's own package writes when a queue is gone already: whoever leaves it last takes it away. */
export async function sweepMarks(redis: Redis, queue: string): Promise<void> {
  if (await isStudied(redis, queue)) return;
  await redis.del(`${PREFIX}:${queue}:meta`, `${PREFIX}:${queue}:stalled-check`);
}

/** The queues of all studies, the oldest first; some may be over. */
export function studyQueues(redis: Redis): Promise<string[]> {
  return redis.zrange(STUDIES, 0, -1);
}

export async function isStudied(redis: Redis, queue: string): Promise<boolean> {
  return (await redis.exists(planKey(queue))) === 1;
}

/** Null where the study is over. Throws a ValiError, or a SyntaxError, where it is no plan. */
export async function planAt(redis: Redis, queue: string): Promise<StudyPlan | null> {
  const text = await redis.get(planKey(queue));
  return text === null ? null : v.parse(planSchema, JSON.parse(text));
}

/** Has those who run studies know of a worker. */
export async function announceWorker(redis: Redis, id: string, entry: WorkerEntry): Promise<void> {
  await redis.set(workerKey(id), JSON.stringify(entry), 'PX', WORKER_LASTS_MS);
  await redis.sadd(WORKERS, id);
}

export async function withdrawWorker(redis: Redis, id: string): Promise<void> {
  await redis.del(workerKey(id));
  await redis.srem(WORKERS, id);
}

/** All that were heard of lately. */
export async function workersAt(redis: Redis): Promise<WorkerEntry[]> {
  const ids = await redis.smembers(WORKERS);
  if (ids.length === 0) return [];
  const entries = await redis.mget(ids.map(workerKey));
  const gone = ids.filter((_, index) => entries[index] === null);
  if (gone.length > 0) await redis.srem(WORKERS, gone);
  return entries.flatMap((text) => (text == null ? [] : [v.parse(workerSchema, JSON.parse(text))]));
}
