import type { Agenda } from '../../kernel/agenda.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Requests } from '../requests.ts';
import type { BreakerWatch } from './breaker-watch.ts';
import type { Ledger } from './ledger.ts';

/** A stretch of time, in ms. */
interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Judges whether what a breaker blocked need have been: was the service behind it fit to answer? */
export class BlockJudge {
  private readonly agenda: Agenda;
  private readonly ledger: Ledger;
  private readonly peaks: readonly Stretch[];
  private lastToBlock: BreakerWatch | undefined;
  private lastCell = 0;

  /** `peaks`: the stretches of time in which no service is held to be fit. */
  constructor(agenda: Agenda, ledger: Ledger, peaks: readonly Stretch[]) {
    this.agenda = agenda;
    this.ledger = ledger;
    this.peaks = peaks;
  }

  /** A call is blocked by this circuit of a breaker; told before its request hears of it. */
  blocked(watch: BreakerWatch, cell: number): void {
    this.lastToBlock = watch;
    this.lastCell = cell;
  }

  /** A service answers that a breaker further in has blocked: that was judged there. */
  forget(): void {
    this.lastToBlock = undefined;
  }

  /** The last call of the request was blocked: whoever blocked it did so just now, in the same breath. */
  judge(requests: Requests, slot: number): void {
    const watch = this.lastToBlock;
    if (watch === undefined) return;
    const isFit = watch.link.isFit && !this.isAtPeak();
    if (isFit) this.ledger.blockWhileFit(requests.orderOf(slot));
    watch.blockedRequest(this.lastCell, isFit);
  }

  /** Something else takes the request over after this outcome. */
  tookOver(requests: Requests, slot: number, outcome: Outcome): void {
    if (outcome === OUTCOME.blocked) this.judge(requests, slot);
  }

  private isAtPeak(): boolean {
    const { now } = this.agenda;
    return this.peaks.some(({ fromMs, untilMs }) => fromMs <= now && now < untilMs);
  }
}
