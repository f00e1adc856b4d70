import { Agenda } from '../../kernel/agenda.ts';
import { toGrid } from '../../kernel/grid.ts';
import { monotonicMs } from '../monotonic.ts';

/** More than ever happens at one instant. */
const ENOUGH = 1_000_000;
/** A longer timer would go off at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** An agenda that follows the real time, from an instant of the clock that all processes share. */
export class RealTime {
  readonly agenda = new Agenda();
  private startMs = Number.POSITIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;

  /** From `atMs` of the shared clock on. */
  begin(atMs: number): void {
    this.startMs = atMs;
    this.follow();
  }

  stop(): void {
    this.startMs = Number.POSITIVE_INFINITY;
    clearTimeout(this.timer);
  }

  /** Since the beginning, in ms; before it, 0. */
  get nowMs(): number {
    return Math.max(0, monotonicMs() - this.startMs);
  }

  /** Does all that is due, and sees to it that what is due later is done then. */
  follow(): void {
    const { agenda } = this;
    clearTimeout(this.timer);
    if (this.startMs === Number.POSITIVE_INFINITY) return;
    const now = toGrid(this.nowMs);
    if (now > agenda.now) agenda.runUntil(now, ENOUGH);
    if (agenda.isHalted || agenda.nextMs === Number.POSITIVE_INFINITY) return;
    // One step of the grid later, for the agenda does what is due before an instant.
    const delayMs = this.startMs + agenda.nextMs - monotonicMs();
    this.timer = setTimeout(() => this.follow(), Math.min(LONGEST_MS, Math.max(0, delayMs)));
  }
}
