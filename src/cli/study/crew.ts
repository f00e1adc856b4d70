import type { Findings } from '../../experiment/study/findings.ts';
import type { Design } from '../../experiment/study/tune/candidates.ts';
import type { Field } from '../../experiment/study/tune/field.ts';
import type { Run } from '../../experiment/study/tune/legs.ts';
import type { Answer, Sample } from '../../experiment/study/tune/race.ts';
import type { Trial, Trials } from '../../experiment/study/tune/trials.ts';
import type { Interruption } from '../interruption.ts';
import { abreast } from './abreast.ts';
import type { Hands } from './hands.ts';
import type { Workforce } from './workforce.ts';

export interface RunConduct {
  readonly interruption: Interruption;
  readonly read: (findings: Findings) => Sample;
  /** Told after each replication of a candidate. */
  readonly onRun: (workforce: Workforce) => void;
}

/** Workers for the candidates of a tuning: hired anew where some come that nobody has thought of. */
export class Crew {
  private readonly field: Field;
  private readonly trials: Trials;
  private readonly hands: Hands;
  /** Where each design stands in the plan of those who are at work. */
  private cells = new Map<string, number>();
  private workforce: Workforce | null = null;

  constructor(field: Field, trials: Trials, hands: Hands) {
    this.field = field;
    this.trials = trials;
    this.hands = hands;
  }

  /** Has every candidate run each of its replications, a task each; null where it was interrupted. */
  async run(run: Run, { interruption, read, onRun }: RunConduct): Promise<Answer> {
    const workforce = await this.workforceFor(run.designs);
    const times = run.designs.map((): Sample[] => []);
    const send = async ({ design, place, replication, seed, overrides }: Errand): Promise<void> => {
      const seeds = [{ from: seed, count: 1 }];
      const cell = this.cells.get(nameOf(design))!;
      const also = overrides.length === 0 ? {} : { also: overrides };
      const { findings } = await workforce.run({ cell, seeds, ...also });
      times[place]![replication] = read(findings);
      onRun(workforce);
    };
    const waiting = errandsOf(run, this.trials);
    await abreast(workforce, interruption, () => {
      const { value } = waiting.next();
      return value && send(value);
    });
    return interruption.requested ? null : times;
  }

  async close(): Promise<void> {
    await this.workforce?.close();
    this.workforce = null;
  }

  private async workforceFor(designs: Run['designs']): Promise<Workforce> {
    const { field, hands } = this;
    const areKnown = designs.every((design) => this.cells.has(nameOf(design)));
    if (this.workforce !== null && areKnown) return this.workforce;
    await this.close();
    const plan = { ...field.plan, cells: designs.map(field.cellOf) };
    this.cells = new Map(designs.map((design, cell) => [nameOf(design), cell]));
    this.workforce = hands.hire(plan);
    return this.workforce;
  }
}

function nameOf(design: Design | null): string {
  return design === null ? 'today' : design.join();
}

/** One run of a candidate. */
interface Errand extends Trial {
  readonly design: Design | null;
  /** Among the designs of the heat. */
  readonly place: number;
  readonly replication: number;
}

/** Lanes take from it in turn. */
function* errandsOf(
  { designs, from, replications }: Run,
  trials: Trials,
): Generator<Errand, undefined> {
  for (let replication = 0; replication < replications; replication++) {
    const trial = trials.at(from + replication);
    for (const [place, design] of designs.entries()) yield { ...trial, design, place, replication };
  }
}
