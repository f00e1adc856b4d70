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
  /** So many at most: they are hired as there are arms for them. */
  readonly size: number;
  private readonly code: string;
  private readonly workers: Hired[] = [];
  private task: Task | undefined;
  private tasks = 0;

  constructor(code: string, size: number) {
    this.code = code;
    this.size = size;
  }

  /** Runs these arms of a scenario. What was run before is given up. */
  run(material: Material, arms: readonly number[], listener: ArmListener): void {
    this.stop();
    while (this.workers.length < Math.min(this.size, arms.length)) this.engage();
    this.tasks++;
    this.task = { id: this.tasks, material, left: [...arms], listener };
    const usual = new Set(arms.map((arm) => this.usualFor(arm)));
    const others = this.workers.filter((worker) => !usual.has(worker));
    for (const worker of [...usual, ...others]) this.give(worker, this.task);
  }

  stop(): void {
    this.task = undefined;
    for (const worker of this.workers) worker.ask({ kind: 'stop' });
  }

  private engage(): void {
    const worker: Hired = hire(this.code, (answer) => this.hear(answer, worker));
    this.workers.push(worker);
  }

  /** A worker has run its arm before, and is warm to it. */
  private usualFor(arm: number): Hired {
    return this.workers[arm % this.workers.length]!;
  }

  private give(worker: Hired, { id, material, left }: Task): void {
    const usual = left.findIndex((one) => this.usualFor(one) === worker);
    const [arm] = left.splice(Math.max(0, usual), 1);
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
