import type { Findings } from '../../experiment/study/findings.ts';
import type { Task } from '../../experiment/study/plan.ts';
import type { Answer, Heat, Sample } from '../../experiment/study/tune/race.ts';
import type { Interruption } from '../interruption.ts';
import type { Workforce } from './workforce.ts';

export interface HeatConduct {
  readonly workforce: Workforce;
  readonly interruption: Interruption;
  readonly seedOf: (replication: number) => number;
  readonly read: (findings: Findings) => Sample;
  /** Told after each run. */
  readonly onRun: () => void;
}

/** Has every candidate of a heat run each of its replications, a task each; null where it was interrupted. */
export async function runHeat(heat: Heat, how: HeatConduct): Promise<Answer> {
  const { workforce, interruption, seedOf, read, onRun } = how;
  const times = heat.candidates.map((): Sample[] => []);
  const errands = errandsOf(heat, seedOf);
  const lane = async (): Promise<void> => {
    for (const { place, replication, task } of errands) {
      if (interruption.requested) return;
      const { findings } = await workforce.run(task);
      times[place]![replication] = read(findings);
      onRun();
    }
  };
  const lanes = Promise.all(Array.from({ length: workforce.room }, lane));
  await Promise.race([lanes, interruption.whenRequested]);
  return interruption.requested ? null : times;
}

interface Errand {
  readonly place: number;
  readonly replication: number;
  readonly task: Task;
}

/** Lanes take from it in turn. */
function* errandsOf(heat: Heat, seedOf: HeatConduct['seedOf']): Generator<Errand, undefined> {
  for (let replication = 0; replication < heat.replications; replication++) {
    const seeds = [{ from: seedOf(heat.from + replication), count: 1 }];
    for (const [place, cell] of heat.candidates.entries()) {
      yield { place, replication, task: { cell, seeds } };
    }
  }
}
