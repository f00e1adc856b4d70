import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { VERSION } from '../../../kernel/version.ts';
import { count } from '../../../report/figures.ts';
import { EXIT } from '../../exit-code.ts';
import { heedInterruption, type Interruption } from '../../interruption.ts';
import { type ProgressLine, progressLine } from '../../progress.ts';
import { tell } from '../../tell.ts';
import type { QueueAddress } from './address.ts';
import { attend, type Deeds } from './attend.ts';
import { type Connection, connect } from './connection.ts';
import { Noticeboard, type OpenStudy } from './noticeboard.ts';
import { announceWorker, HEARTBEAT_MS, withdrawWorker } from './registry.ts';

interface WorkWish {
  readonly jobs: number;
  readonly quiet: boolean;
}

/** So often a worker looks around. */
const LOOK_MS = 300;
const FAREWELL_MS = 1_000;

/** Works at the studies of a queue until it is interrupted, and answers the exit code. Throws UsageError where there is no queue. */
export async function work(address: QueueAddress, wish: WorkWish): Promise<number> {
  const connection = await connect(address);
  const { redis } = connection;
  const id = randomUUID();
  const beat = (): Promise<void> =>
    announceWorker(redis, id, { jobs: wish.jobs, version: VERSION }).catch(() => {});
  await beat();
  const timer = setInterval(() => void beat(), HEARTBEAT_MS);
  const interruption = heedInterruption(['SIGINT', 'SIGTERM']);
  if (!wish.quiet) tell(greeting(address, wish.jobs));
  try {
    await workUntil(interruption, connection, wish);
    return EXIT.good;
  } finally {
    clearInterval(timer);
    const gone = withdrawWorker(redis, id).catch(() => {});
    await Promise.race([gone, pause(FAREWELL_MS, undefined, { ref: false })]);
    interruption.release();
    redis.disconnect();
    // BullMQ goes on asking for a Redis that went away: nobody waits for that.
    setTimeout(() => process.exit(EXIT.good), FAREWELL_MS).unref();
  }
}

async function workUntil(
  interruption: Interruption,
  connection: Connection,
  wish: WorkWish,
): Promise<void> {
  const board = new Noticeboard(connection);
  const progress = progressLine(process.stderr, { wanted: !wish.quiet, ascii: false });
  while (!interruption.requested) {
    const study = await unlessInterrupted(board.next(), interruption);
    if (study) await workAt(study, { board, interruption, connection, progress }, wish);
    else await pause(LOOK_MS);
  }
}

interface Place {
  readonly board: Noticeboard;
  readonly interruption: Interruption;
  readonly connection: Connection;
  readonly progress: ProgressLine;
}

/** Until the study is over, or has nothing to do while another has. */
async function workAt(
  study: OpenStudy,
  { board, interruption, connection, progress }: Place,
  { jobs, quiet }: WorkWish,
): Promise<void> {
  const attendance = attend(study, connection, jobs);
  let stays = true;
  while (stays && !interruption.requested) {
    await pause(LOOK_MS);
    progress.show(() => account(study, attendance.deeds));
    stays = (await unlessInterrupted(board.needs(study, attendance.isIdle), interruption)) ?? true;
  }
  progress.erase();
  if (interruption.requested && !attendance.isIdle && !quiet) {
    tell('Finishing what is at hand. Ctrl-C again gives it back at once.');
  }
  await attendance.leave(stays ? 'finish' : 'drop');
  if (!quiet) tell(`${account(study, attendance.deeds)}.`);
}

/**
 * Null where it is interrupted first, or fails: a Redis that went away answers when it is back. What waits for an
 * interruption itself, look after look, would pile up over the days that a worker lives.
 */
async function unlessInterrupted<Value>(
  promise: Promise<Value>,
  interruption: Interruption,
): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const interrupted = new Promise<null>((resolve) => {
    timer = setInterval(() => interruption.requested && resolve(null), LOOK_MS);
  });
  try {
    return await Promise.race([promise.catch(() => null), interrupted]);
  } finally {
    clearInterval(timer);
  }
}

function greeting({ shown }: QueueAddress, jobs: number): string {
  const threads = `${count(jobs)} ${jobs === 1 ? 'thread' : 'threads'}`;
  return `Working at ${shown}: ${threads}, version ${VERSION}. Ctrl-C ends.`;
}

/** `black-friday.yaml: 12 tasks, 340 replications done here` */
function account({ title }: OpenStudy, { tasks, replications }: Deeds): string {
  return `${title}: ${count(tasks)} ${tasks === 1 ? 'task' : 'tasks'}, ${count(replications)} ${replications === 1 ? 'replication' : 'replications'} done here`;
}
