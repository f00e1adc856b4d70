import type { Findings } from '../../experiment/study/findings.ts';
import type { Task } from '../../experiment/study/plan.ts';
import type { Design } from '../../experiment/study/tune/candidates.ts';
import type { Field } from '../../experiment/study/tune/field.ts';
import type { Run } from '../../experiment/study/tune/legs.ts';
import type { Answer, Sample } from '../../experiment/study/tune/race.ts';
import type { Interruption } from '../interruption.ts';
import { abreast } from './abreast.ts';
import type { Hands } from './hands.ts';
import type { Workforce } from './workforce.ts';

export interface RunConduct {
  readonly interruption: Interruption;
  readonly seedOf: (replication: number) => number;
  readonly read: (findings: Findings) => Sample;
  /** Told after each replication of a candidate. */
  readonly onRun: (workforce: Workforce) => void;
}

/** Workers for the candidates of a tuning: hired anew where some come that nobody has thought of. */
export class Crew {
  private readonly field: Field;
  private readonly hands: Hands;
  /** Where each design stands in the plan of those who are at work. */
  private cells = new Map<string, number>();
  private workforce: Workforce | null = null;

  constructor(field: Field, hands: Hands) {
    this.field = field;
    this.hands = hands;
  }

  /** Has every candidate run each of its replications, a task each; null where it was interrupted. */
  async run(run: Run, { interruption, seedOf, read, onRun }: RunConduct): Promise<Answer> {
    const workforce = await this.workforceFor(run.designs);
    const times = run.designs.map((): Sample[] => []);
    const errands = errandsOf(run, seedOf, (design) => this.cells.get(nameOf(design))!);
    const send = async ({ place, replication, task }: Errand): Promise<void> => {
      const { findings } = await workforce.run(task);
      times[place]![replication] = read(findings);
      onRun(workforce);
    };
    await abreast(workforce, interruption, () => {
      const { value } = errands.next();
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

interface Errand {
  readonly place: number;
  readonly replication: number;
  readonly task: Task;
}

/** Lanes take from it in turn. */
function* errandsOf(
  { designs, from, replications }: Run,
  seedOf: RunConduct['seedOf'],
  cellOf: (design: Design | null) => number,
): Generator<Errand, undefined> {
  for (let replication = 0; replication < replications; replication++) {
    const seeds = [{ from: seedOf(from + replication), count: 1 }];
    for (const [place, design] of designs.entries()) {
      yield { place, replication, task: { cell: cellOf(design), seeds } };
    }
  }
}
