import type { OutcomeWindow } from './outcome-window.ts';

/** The last `size` calls, however old: at night it remembers yesterday. */
export class CallWindow implements OutcomeWindow {
  calls = 0;
  failures = 0;
  private readonly failed: Uint8Array;
  private next = 0;

  constructor(size: number) {
    this.failed = new Uint8Array(size);
  }

  record(_now: number, failed: boolean): void {
    if (this.calls === this.failed.length) this.failures -= this.failed[this.next]!;
    else this.calls++;
    this.failed[this.next] = failed ? 1 : 0;
    this.failures += this.failed[this.next]!;
    this.next = this.next + 1 === this.failed.length ? 0 : this.next + 1;
  }

  expire(): void {}

  clear(): void {
    this.calls = 0;
    this.failures = 0;
    this.next = 0;
  }
}
