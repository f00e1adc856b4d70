import { identityOf, type StudyPlan } from '../../../experiment/study/plan.ts';
import { VERSION } from '../../../kernel/version.ts';
import { tell } from '../../tell.ts';
import type { Connection } from './connection.ts';
import { isStudied, PREFIX, planAt, studyQueues, withdrawStudy } from './registry.ts';

/** A study that this worker may work at. */
export interface OpenStudy {
  readonly queue: string;
  readonly plan: StudyPlan;
  /** What to call it by. */
  readonly title: string;
}

/** What there is to do at a queue. */
export class Noticeboard {
  private readonly connection: Connection;
  /** Null: not for this worker. */
  private readonly known = new Map<string, OpenStudy | null>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The oldest study with a task that nobody does, or else the oldest; null where there is none. */
  async next(): Promise<OpenStudy | null> {
    const open = await this.open();
    for (const study of open) if (await this.hasWork(study)) return study;
    return open[0] ?? null;
  }

  /** Whether to stay: it is not over, and nothing is to be done elsewhere while one is idle. */
  async needs(study: OpenStudy, isIdle: boolean): Promise<boolean> {
    if (!(await isStudied(this.connection.redis, study.queue))) return false;
    if (!isIdle || (await this.hasWork(study))) return true;
    for (const other of await this.open()) if (await this.hasWork(other)) return false;
    return true;
  }

  private async hasWork({ queue }: OpenStudy): Promise<boolean> {
    return (await this.connection.redis.llen(`${PREFIX}:${queue}:wait`)) > 0;
  }

  private async open(): Promise<OpenStudy[]> {
    const { redis } = this.connection;
    const open: OpenStudy[] = [];
    const queues = await studyQueues(redis);
    for (const queue of this.known.keys()) if (!queues.includes(queue)) this.known.delete(queue);
    for (const queue of queues) {
      if (!(await isStudied(redis, queue))) {
        await this.clear(queue);
        continue;
      }
      const study = this.known.get(queue) ?? (await this.read(queue));
      if (study !== null) open.push(study);
    }
    return open;
  }

  private async read(queue: string): Promise<OpenStudy | null> {
    if (this.known.has(queue)) return null;
    const study = await this.judged(queue);
    this.known.set(queue, study);
    return study;
  }

  private async judged(queue: string): Promise<OpenStudy | null> {
    let plan: StudyPlan | null;
    try {
      plan = await planAt(this.connection.redis, queue);
    } catch (error) {
      tell(`What stands at ${queue} is no study, and is left alone: ${(error as Error).message}`);
      return null;
    }
    if (plan === null) return null;
    const title = plan.source.name;
    if (plan.version !== VERSION) {
      tell(
        `${title} is studied by version ${plan.version}, and this is ${VERSION}, which may calculate otherwise: it is left to workers of that version.`,
      );
      return null;
    }
    if (!queue.startsWith(identityOf(plan).slice(0, 16))) {
      tell(`What stands at ${queue} is another study than it says, and is left alone.`);
      return null;
    }
    return { queue, plan, title };
  }

  /** Whoever ran it is gone without a word. */
  private async clear(queue: string): Promise<void> {
    const { redis, packages } = this.connection;
    await withdrawStudy(redis, queue);
    const rest = new packages.bullmq.Queue(queue, {
      connection: redis,
      prefix: PREFIX,
      skipMetasUpdate: true,
    });
    rest.on('error', () => {});
    await rest.obliterate({ force: true });
    await rest.close();
  }
}
