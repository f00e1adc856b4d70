import type { OutcomeWindow } from './outcome-window.ts';

/** The last `size` calls, however old: at night it remembers yesterday. */
export class CallWindow implements OutcomeWindow {
  calls = 0;
  sum = 0;
  readonly needsTime = false;
  private readonly values: Float64Array;
  private next = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
  }

  record(_now: number, value: number): void {
    if (this.calls === this.values.length) this.sum -= this.values[this.next]!;
    else this.calls++;
    this.values[this.next] = value;
    this.sum += value;
    this.next = this.next + 1 === this.values.length ? 0 : this.next + 1;
  }

  expire(): void {}

  clear(): void {
    this.calls = 0;
    this.sum = 0;
    this.next = 0;
  }
}
