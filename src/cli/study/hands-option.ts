import { availableParallelism } from 'node:os';
import { UsageError } from '../usage-error.ts';
import { wholeOf } from '../whole-number.ts';
import { type Hands, threads } from './hands.ts';
import { parseAddress, type QueueAddress } from './queue/address.ts';

/** What commander reads of the options that say who runs a study. */
export interface HandsOptions {
  readonly jobs?: string;
  readonly queue?: string;
}

/** Who is to run a study: so many threads of this process, or the workers of a queue. */
export type HandsWish =
  | { readonly kind: 'threads'; readonly jobs: number }
  | { readonly kind: 'queue'; readonly address: QueueAddress };

const MOST_JOBS = 1_000;

/** For `command.option`. */
export const JOBS_OPTION = ['--jobs <number>', 'workers; left out, one for each core'] as const;
export const QUEUE_OPTION = [
  '--queue <redis://…>',
  'have the workers of a queue run it: blackfriday work redis://…',
] as const;

/** Throws UsageError. */
export function handsWish({ jobs, queue }: HandsOptions): HandsWish {
  if (queue === undefined) return { kind: 'threads', jobs: jobsOption(jobs) };
  if (jobs !== undefined) {
    throw new UsageError('--jobs is for workers here: with --queue, tell each blackfriday work');
  }
  return { kind: 'queue', address: parseAddress('--queue', queue) };
}

/** What `--jobs` says, or one for each core. Throws UsageError. */
export function jobsOption(jobs: string | undefined): number {
  return jobs === undefined ? availableParallelism() : wholeOf('--jobs', jobs, 1, MOST_JOBS);
}

/** Throws UsageError where a queue cannot be had. */
export async function openHands(
  wish: HandsWish,
  look: { readonly quiet: boolean },
): Promise<Hands> {
  if (wish.kind === 'threads') return threads(wish.jobs);
  const { queueHands } = await import('./queue/queue-hands.ts');
  return queueHands(wish.address, look);
}
