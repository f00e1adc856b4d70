import type { ArmApart } from '../../experiment/apart.ts';
import type { Material } from '../material.ts';
import type { Answer } from '../messages.ts';
import { type Hired, hire } from './hired.ts';

/** Told what comes of each arm. */
export interface ArmListener {
  /** `ms`: how long it took, about. */
  arm(place: number, apart: ArmApart, ms: number): void;
  progress(place: number, share: number): void;
  failed(message: string): void;
}

interface Task {
  readonly id: number;
  readonly material: Material;
  /** Places of the arms that nobody has taken up yet. */
  readonly left: number[];
  readonly listener: ArmListener;
}

/** Workers that share the arms of one run among them: each arm on a core of its own, as far as there are cores. */
export class Crew {
  readonly size: number;
  private readonly workers: readonly Hired[];
  private task: Task | undefined;
  private tasks = 0;

  constructor(code: string, size: number) {
    this.size = size;
    this.workers = Array.from({ length: size }, () => {
      const worker: Hired = hire(code, (answer) => this.hear(answer, worker));
      return worker;
    });
  }

  /** Runs these arms of a scenario. What was run before is given up. */
  run(material: Material, arms: readonly number[], listener: ArmListener): void {
    this.stop();
    this.tasks++;
    this.task = { id: this.tasks, material, left: [...arms], listener };
    for (const worker of this.workers) this.give(worker, this.task);
  }

  stop(): void {
    this.task = undefined;
    for (const worker of this.workers) worker.ask({ kind: 'stop' });
  }

  private give(worker: Hired, { id, material, left }: Task): void {
    const arm = left.shift();
    if (arm !== undefined) worker.ask({ kind: 'run', id, material, arm });
  }

  private hear(answer: Answer, worker: Hired): void {
    const { task } = this;
    if (task === undefined || !('id' in answer) || answer.id !== task.id) return;
    if (answer.kind === 'progress') task.listener.progress(answer.arm, answer.share);
    if (answer.kind === 'failed') {
      this.stop();
      task.listener.failed(answer.message);
    }
    if (answer.kind !== 'arm') return;
    this.give(worker, task);
    task.listener.arm(answer.arm, answer.apart, answer.ms);
  }
}
