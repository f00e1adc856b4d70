import { VERSION } from '../../../kernel/version.ts';
import { count } from '../../../report/figures.ts';
import type { WorkerEntry } from './registry.ts';

/** Who works at a queue, by when it was last looked. */
export class Staff {
  private workers: readonly WorkerEntry[] = [];

  see(workers: readonly WorkerEntry[]): void {
    this.workers = workers;
  }

  /** How many tasks those of this very version do at a time: others calculate otherwise. */
  get slots(): number {
    return this.own().reduce((sum, { jobs }) => sum + jobs, 0);
  }

  /** The versions of the others. */
  get strangers(): string[] {
    const versions = this.workers.map(({ version }) => version);
    return [...new Set(versions)].filter((version) => version !== VERSION).sort();
  }

  /** `, 5 workers`: for the line of progress. */
  get words(): string {
    const { length } = this.own();
    return length === 0
      ? ', no worker'
      : `, ${count(length)} ${length === 1 ? 'worker' : 'workers'}`;
  }

  private own(): readonly WorkerEntry[] {
    return this.workers.filter(({ version }) => version === VERSION);
  }
}
