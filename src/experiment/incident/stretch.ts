import type { Normal } from './normal.ts';

/** How an incident can end for an arm. */
export const ENDINGS = [
  /** Service never fell below normal. */
  'unhurt',
  /** From `recoveredAtMs` on it was normal, to the end of the run or to the next trouble. */
  'recovered',
  /** Normal at the very end, for less than a window of orders. */
  'unproven',
  /** Normal again after the trouble, once or more, and never for good. */
  'relapsing',
  'not recovered',
  /** Fewer than a window of orders came after the trouble. */
  'too short',
  /** The trouble itself lasts to the end of the run. */
  'lasting',
  /** Service was down before the trouble began. */
  'down before',
] as const;

export type Ending = (typeof ENDINGS)[number];

/** What a stretch came to: from the beginning of a trouble to the next, or to the end of the run. */
export interface StretchJudgement {
  readonly ending: Ending;
  /** When it began to hurt: the first order unpaid in the first window below normal. */
  readonly hurtAtMs: number | null;
  /** The arrival of the first order from which service was normal again for good. */
  readonly recoveredAtMs: number | null;
  /** The same where it is not proven: where the ending is `unproven`. */
  readonly normalFromMs: number | null;
  /** Times that service was normal after the trouble, and fell far below again. */
  readonly relapses: number;
}

/** Judges one stretch of one arm, order by order in order of arrival: a moving window in constant memory. */
export class Stretch {
  private readonly normal: Normal;
  private readonly untilMs: number;
  /** The window: a ring of the last orders. */
  private readonly instants: Float64Array;
  private readonly payments: Uint8Array;
  private next = 0;
  private orders = 0;
  private paid = 0;
  private ordersAfter = 0;
  private hurtAtMs: number | null = null;
  private recoveredAtMs: number | null = null;
  /** After the trouble's end; where it has none, all of them. */
  private relapses = 0;

  /** The trouble is over at `untilMs`. */
  constructor(normal: Normal, untilMs: number) {
    this.normal = normal;
    this.untilMs = untilMs;
    this.instants = new Float64Array(normal.orders);
    this.payments = new Uint8Array(normal.orders);
  }

  note(arrivedAtMs: number, isPaid: boolean): void {
    const { normal, next } = this;
    if (this.orders >= normal.orders) this.paid -= this.payments[next]!;
    this.instants[next] = arrivedAtMs;
    this.payments[next] = isPaid ? 1 : 0;
    if (isPaid) this.paid++;
    this.next = next + 1 === normal.orders ? 0 : next + 1;
    this.orders++;
    if (arrivedAtMs >= this.untilMs) this.ordersAfter++;
    if (this.orders >= normal.orders) this.judgeWindow(arrivedAtMs);
  }

  judge(endMs: number): StretchJudgement {
    const { hurtAtMs, recoveredAtMs, relapses } = this;
    const tail = hurtAtMs === null || recoveredAtMs !== null ? null : this.normalTail();
    const ending = this.ending(endMs, tail);
    const normalFromMs = ending === 'unproven' ? tail : null;
    return { ending, hurtAtMs, recoveredAtMs, normalFromMs, relapses };
  }

  private ending(endMs: number, normalFromMs: number | null): Ending {
    const { orders } = this.normal;
    if (this.hurtAtMs === null) return this.orders < orders ? 'too short' : 'unhurt';
    if (this.untilMs >= endMs) return 'lasting';
    if (this.recoveredAtMs !== null) return 'recovered';
    if (normalFromMs !== null) return 'unproven';
    if (this.ordersAfter < orders) return 'too short';
    return this.relapses > 0 ? 'relapsing' : 'not recovered';
  }

  private judgeWindow(nowMs: number): void {
    const { normal, paid } = this;
    if (this.hurtAtMs === null) {
      if (paid < normal.paid) this.hurtAtMs = this.first(0);
    } else if (this.recoveredAtMs === null) {
      if (paid >= normal.paid) this.recoveredAtMs = this.first(1);
    } else if (paid < normal.farBelow) {
      this.recoveredAtMs = null;
      if (nowMs >= this.untilMs || this.untilMs === Number.POSITIVE_INFINITY) this.relapses++;
    }
  }

  /** The arrival of the first order in the window that was paid (1), or was not (0). */
  private first(payment: 0 | 1): number {
    const { orders } = this.normal;
    for (let i = 0; i < orders; i++) {
      const place = (this.next + i) % orders;
      if (this.payments[place] === payment) return this.instants[place]!;
    }
    return this.instants[this.next]!;
  }

  /** The first paid order after which too few came to fill a window, and those were paid as is normal. */
  private normalTail(): number | null {
    const { normal } = this;
    const known = Math.min(this.orders, normal.orders);
    const least = normal.paid / normal.orders;
    let paid = 0;
    let fromMs: number | null = null;
    for (let age = 1; age <= known; age++) {
      const place = (this.next - age + normal.orders) % normal.orders;
      paid += this.payments[place]!;
      if (this.payments[place] === 1 && paid >= least * age && age >= normal.orders / 4) {
        fromMs = this.instants[place]!;
      }
    }
    return fromMs;
  }
}
