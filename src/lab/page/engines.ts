import type { Material } from '../material.ts';
import type { Answer, Order, RunAnswer } from '../messages.ts';
import { type Hired, hire } from './hired.ts';

/** What is wanted of the engines. */
export interface Wish {
  readonly material: Material;
  /** Of the quick answer; 1: the whole is quick enough. */
  readonly thinning: number;
  /** A hand is still at it: the quick answer is enough. */
  readonly moving: boolean;
}

type Listener = (answer: RunAnswer, isLatest: boolean) => void;

/**
 * Two engines: one for the whole run, which is given up as soon as another is wanted, and one for quick answers,
 * which finishes what it does, so that there is something to see while a hand moves, and then takes up what is
 * wanted by then. Nothing is ever queued behind anything else.
 */
export class Engines {
  private readonly whole: Hired;
  private readonly quick: Hired;
  private readonly listener: Listener;
  private id = 0;
  private isQuickBusy = false;
  private next: Order | undefined;

  constructor(code: string, listener: Listener) {
    this.listener = listener;
    this.whole = hire(code, (answer) => this.tell(answer));
    this.quick = hire(code, (answer) => {
      if (answer.kind === 'progress') return;
      this.isQuickBusy = false;
      this.tell(answer);
      const { next } = this;
      this.next = undefined;
      if (next !== undefined) this.askQuick(next);
    });
  }

  ask({ material, thinning, moving }: Wish): void {
    this.id++;
    const { id } = this;
    const order = { kind: 'run', id, material } as const;
    const isWholeWanted = thinning > 1 && !moving;
    this.whole.ask(isWholeWanted ? { ...order, thinning: 1 } : { kind: 'stop' });
    this.next = undefined;
    this.askQuick({ ...order, thinning });
  }

  /** Nothing is wanted any more, and nothing that comes is of use. */
  stop(): void {
    this.id++;
    this.next = undefined;
    this.whole.ask({ kind: 'stop' });
  }

  private askQuick(order: Order): void {
    if (this.isQuickBusy) {
      this.next = order;
      return;
    }
    this.isQuickBusy = true;
    this.quick.ask(order);
  }

  private tell(answer: Answer): void {
    if (isOfRun(answer)) this.listener(answer, answer.id === this.id);
  }
}

function isOfRun(answer: Answer): answer is RunAnswer {
  return ['progress', 'result', 'failed'].includes(answer.kind);
}
