import type { OrderListener } from '../../model/books/ledger.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import type { BelowNormal } from '../economics/below-normal.ts';
import type { Incident } from '../result.ts';
import { ArrivalOrder } from './arrival-order.ts';
import { normalAt } from './normal.ts';
import { Stretch } from './stretch.ts';
import type { Yardstick } from './yardstick.ts';

interface Loss {
  orders: number;
  amountCents: number;
}

/** Keeps the incidents of one arm: what each cost, and how long it took to recover. */
export class IncidentBook implements OrderListener {
  private readonly yardstick: Yardstick;
  private readonly losses: readonly Loss[];
  private readonly order: ArrivalOrder;
  /** Orders that came and ended before the first trouble, and those of them that were paid. */
  private before = 0;
  private paidBefore = 0;
  private readonly stretches: (Stretch | null)[] = [];
  private readonly below: BelowNormal | null;

  /** `below`: is told as well of all orders from the first trouble on; null where nobody asks for that. */
  constructor(yardstick: Yardstick, below: BelowNormal | null = null) {
    this.yardstick = yardstick;
    this.below = below;
    this.losses = yardstick.troubles.map(() => ({ orders: 0, amountCents: 0 }));
    this.order = new ArrivalOrder((arrivedAtMs, isPaid) => this.note(arrivedAtMs, isPaid));
  }

  ended(
    number: number,
    outcome: Outcome,
    amountCents: number,
    arrivedAtMs: number,
    nowMs: number,
  ): void {
    const isPaid = outcome === OUTCOME.successful;
    if (this.isBaseline(nowMs)) {
      this.before++;
      if (isPaid) this.paidBefore++;
    }
    if (!isPaid && outcome !== OUTCOME.deferred) this.lose(arrivedAtMs, amountCents);
    this.order.ended(number, isPaid, arrivedAtMs, nowMs);
  }

  settled(_number: number, outcome: Outcome, amountCents: number, arrivedAtMs: number): void {
    if (outcome !== OUTCOME.successful) this.lose(arrivedAtMs, amountCents);
  }

  /** An order is in flight when the run ends, at `nowMs`. */
  pending(number: number, arrivedAtMs: number, nowMs: number): void {
    this.order.pending(number, arrivedAtMs, nowMs);
  }

  /** The incidents of a run that ended at `endMs`. */
  judge(endMs: number): Incident[] {
    this.order.finish();
    return this.yardstick.troubles
      .filter(({ fromMs }) => fromMs < endMs)
      .map(({ fromMs, untilMs, cause }, index) => {
        const nextMs = this.yardstick.troubles[index + 1]?.fromMs ?? endMs;
        const judgement = this.stretchOf(index)?.judge(Math.min(nextMs, endMs)) ?? DOWN_BEFORE;
        const until = untilMs < endMs ? untilMs : null;
        return { fromMs, untilMs: until, cause, ...judgement, lost: this.losses[index]! };
      });
  }

  private isBaseline(nowMs: number): boolean {
    return nowMs < this.yardstick.troubles[0]!.fromMs;
  }

  private note(arrivedAtMs: number, isPaid: boolean): void {
    const index = this.indexOf(arrivedAtMs);
    if (index < 0) return;
    this.stretchOf(index)?.note(arrivedAtMs, isPaid);
    this.below?.note(arrivedAtMs, isPaid, this.normalShare);
  }

  /** The share of orders that are paid where there is no trouble: known since the first one began. */
  private get normalShare(): number {
    const { payments, assumedShare } = this.yardstick;
    return this.before < payments ? assumedShare : this.paidBefore / this.before;
  }

  /** What is normal is known by the time that the first order of a trouble is told of. */
  private stretchOf(index: number): Stretch | null {
    let stretch = this.stretches[index];
    if (stretch !== undefined) return stretch;
    const { payments, troubles } = this.yardstick;
    const normal = normalAt(this.normalShare, payments);
    stretch = normal === null ? null : new Stretch(normal, troubles[index]!.untilMs);
    this.stretches[index] = stretch;
    return stretch;
  }

  /** The trouble since which an order that arrived then has come; -1: none yet. */
  private indexOf(arrivedAtMs: number): number {
    const { troubles } = this.yardstick;
    let index = troubles.length - 1;
    while (index >= 0 && arrivedAtMs < troubles[index]!.fromMs) index--;
    return index;
  }

  private lose(arrivedAtMs: number, amountCents: number): void {
    const loss = this.losses[this.indexOf(arrivedAtMs)];
    if (loss === undefined) return;
    loss.orders++;
    loss.amountCents += amountCents;
  }
}

const DOWN_BEFORE = {
  ending: 'down before',
  hurtAtMs: null,
  recoveredAtMs: null,
  normalFromMs: null,
  relapses: 0,
} as const;
