import { monitorEventLoopDelay } from 'node:perf_hooks';

const EVERY_MS = 10;

/** Watches how late this process is with what it means to do: what is not the fault of a service. */
export class LoopWatch {
  private readonly delays = monitorEventLoopDelay({ resolution: EVERY_MS });

  constructor() {
    this.delays.enable();
  }

  /** In ms; 99 % of its looks were no later. */
  get lateMs(): number {
    return Math.max(0, this.delays.percentile(99) / 1e6 - EVERY_MS);
  }

  stop(): void {
    this.delays.disable();
  }
}
