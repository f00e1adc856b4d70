import { MergeError, resumeFor } from '../../experiment/study/merge.ts';
import type { StudyPlan } from '../../experiment/study/plan.ts';
import type { StudyState } from '../../experiment/study/read-study.ts';
import { beginStudy } from '../../experiment/study/run-study.ts';
import { union } from '../../experiment/study/seed-set.ts';
import type { Shard } from '../../experiment/study/shard.ts';
import { firstLook, seedsBefore } from '../../experiment/study/until.ts';
import { UsageError } from '../usage-error.ts';
import { readStudyFile } from './study-file.ts';
import type { StudyWish } from './study-options.ts';

/** A study as the options want it, from the start, or from where it stopped. Throws UsageError where it is no other. */
export async function beginWith(plan: StudyPlan, wish: StudyWish): Promise<StudyState> {
  const { resume, shard, precision } = wish;
  const wanted = [wish.seeds];
  if (resume === null) {
    const fresh = beginStudy(plan, wanted, shard);
    return precision === null ? fresh : precisely(fresh, precision, wish);
  }
  const before = await takeUp(plan, resume);
  if (shardWords(before.shard) !== shardWords(shard)) {
    throw new UsageError(
      `--resume: ${resume} is ${shardWords(before.shard)}, and ${shardWords(shard)} is asked for`,
    );
  }
  if (precision !== null) return precisely(before, precision, wish);
  const seen = before.findings.map(({ seeds }) => seeds);
  const seeds = shard === null ? union(wanted, ...seen) : wanted;
  return { ...before, seeds, until: null };
}

async function takeUp(plan: StudyPlan, path: string): Promise<StudyState> {
  try {
    return resumeFor(plan, await readStudyFile(path));
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    throw new UsageError(`--resume: ${error.message}`);
  }
}

/** Where it was to become as precise before, it goes on with its looks. */
function precisely(state: StudyState, share: number, { seeds }: StudyWish): StudyState {
  const seen = union(...state.findings.map((one) => one.seeds));
  const most = seeds.count;
  const isSame = state.until?.share === share && state.until.most === most;
  const until = isSame ? state.until! : firstLook(share, most, seen);
  return { ...state, until, seeds: union(seen, [seedsBefore(until)]) };
}

function shardWords(shard: Shard | null): string {
  return shard === null ? 'the whole study' : `shard ${shard.index}/${shard.of}`;
}
