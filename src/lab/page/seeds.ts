import { ONLY_CELL, planOf, type Task } from '../../experiment/study/plan.ts';
import type { Study } from '../../experiment/study/study.ts';
import type { Material } from '../material.ts';
import type { Answer } from '../messages.ts';
import { type Hired, hire } from './hired.ts';

/** Told as seeds come in. */
export interface SeedsListener {
  progress(done: number, of: number): void;
  study(study: Study): void;
  failed(message: string): void;
}

/** More workers than this help little, and take their memory. */
const MOST_WORKERS = 16;

/** Runs a scenario on many seeds, on all cores, in the background; another one takes its place at once. */
export class Seeds {
  private readonly code: string;
  private readonly listener: SeedsListener;
  private helpers: readonly Hired[] = [];
  /** Puts together what the others find. */
  private gatherer: Hired | undefined;

  constructor(code: string, listener: SeedsListener) {
    this.code = code;
    this.listener = listener;
  }

  /** A worker is deep in a run: it is dismissed rather than waited for. */
  stop(): void {
    for (const helper of this.helpers) helper.dismiss();
    this.helpers = [];
    this.gatherer?.dismiss();
    this.gatherer = undefined;
  }

  /** Runs seeds 1 to `count`. */
  start({ name, text, files }: Material, count: number): void {
    this.stop();
    const plan = planOf({
      command: ['compare', '-', '--seeds', String(count)],
      source: { name, text },
      files,
      overrides: [],
      arms: 'all',
      cells: ONLY_CELL,
      ticks: true,
    });
    const gatherer = hire(this.code, (answer) => this.hear(answer, gatherer, count));
    this.gatherer = gatherer;
    const left = Array.from({ length: count }, (_, at): Task => {
      return { cell: 0, seeds: [{ from: at + 1, count: 1 }] };
    });
    const many = Math.min(MOST_WORKERS, count, navigator.hardwareConcurrency);
    this.helpers = Array.from({ length: many }, (_, place) => {
      const next = () => {
        const task = left.shift();
        if (task !== undefined) helper.ask({ kind: 'seeds', plan, task });
        else if (place > 0) helper.dismiss();
      };
      const helper: Hired = hire(this.code, (answer) => {
        if (!this.helpers.includes(helper)) return;
        if (answer.kind === 'found') {
          gatherer.ask({ kind: 'gather', plan, seeds: count, findings: answer.findings });
        } else if (answer.kind === 'failed') this.fail(answer.message);
        next();
      });
      next();
      return helper;
    });
  }

  private hear(answer: Answer, gatherer: Hired, count: number): void {
    if (gatherer !== this.gatherer) return;
    if (answer.kind === 'failed') this.fail(answer.message);
    if (answer.kind !== 'gathered') return;
    this.listener.progress(answer.done, count);
    if (answer.study === null) return;
    this.stop();
    this.listener.study(answer.study);
  }

  private fail(message: string): void {
    this.stop();
    this.listener.failed(message);
  }
}
