import type { ArmRun } from '../experiment/arm-run.ts';
import type { Scenario } from '../scenario/schema.ts';

/** More events than there are. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Brings the books of an arm up to what was observed, tick by tick. */
export class ArmBooks {
  private readonly arm: ArmRun;
  private readonly tickMs: number;
  private readonly durationMs: number;
  private ticks = 0;
  private isClosed = false;

  constructor(arm: ArmRun, { tick, duration }: Scenario) {
    this.arm = arm;
    this.tickMs = tick;
    this.durationMs = duration;
  }

  /** Up to an instant within the run; ticks that end by then are closed. */
  keepUp(untilMs: number): void {
    const { arm } = this;
    while (!this.isClosed && this.tickEndMs <= untilMs) {
      arm.advance(this.tickEndMs, ALL);
      this.close();
    }
    if (!this.isClosed && untilMs > arm.nowMs) arm.advance(untilMs, ALL);
  }

  /** Up to where the run ends, be it in the midst of a tick. */
  finish(atMs: number): void {
    this.keepUp(atMs);
    if (!this.isClosed && this.arm.nowMs > this.ticks * this.tickMs) this.close();
  }

  private get tickEndMs(): number {
    return Math.min(this.durationMs, (this.ticks + 1) * this.tickMs);
  }

  private close(): void {
    this.arm.closeTick();
    this.ticks++;
    this.isClosed = this.arm.isOver || this.arm.nowMs >= this.durationMs;
  }
}
