import type { Task } from '../../experiment/study/plan.ts';
import { firstOf, sizeOf, without } from '../../experiment/study/seed-set.ts';
import type { Workforce } from './workforce.ts';

/** A chunk is to take so long: the more workers, the longer, as one thread puts all of it together. */
const SHORTEST_MS = 500;
const LONGEST_MS = 5_000;
const MS_PER_WORKER = 250;
/** While at least so many chunks a place are left, no worker waits long for the last one. */
const ROUNDS = 2;

/** Cuts tasks into chunks that are worth their way to a worker, by what replications were seen to take. */
export class Chunks {
  private readonly left: Task[];
  private readonly workforce: Pick<Workforce, 'room' | 'jobs'>;
  private replicationMs: number | null = null;

  constructor(tasks: readonly Task[], workforce: Pick<Workforce, 'room' | 'jobs'>) {
    this.left = [...tasks];
    this.workforce = workforce;
  }

  /** The next chunk; undefined where nothing is left. */
  next(): Task | undefined {
    const [task] = this.left;
    if (task === undefined) return undefined;
    const seeds = firstOf(task.seeds, this.size());
    const rest = without(task.seeds, seeds);
    if (rest.length === 0) this.left.shift();
    else this.left[0] = { ...task, seeds: rest };
    return { ...task, seeds };
  }

  /** Told how long the replications of a chunk took, one with another. */
  learn(replicationMs: number): void {
    const before = this.replicationMs ?? replicationMs;
    this.replicationMs = (before + replicationMs) / 2;
  }

  /** One, until it is known what that takes. */
  private size(): number {
    if (this.replicationMs === null) return 1;
    const { room, jobs } = this.workforce;
    const targetMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, MS_PER_WORKER * jobs));
    const replications = this.left.reduce((sum, { seeds }) => sum + sizeOf(seeds), 0);
    const fair = Math.ceil(replications / (ROUNDS * room));
    return Math.max(1, Math.min(fair, Math.round(targetMs / this.replicationMs)));
  }
}
