import type { OutcomeWindow } from './outcome-window.ts';

/** As many marks as a small whole number holds, for words of more would be objects. */
const WORD = 31;

/** As a window of the last `size` calls whose values are 0 or 1: a bit a call. */
export class MarkWindow implements OutcomeWindow {
  calls = 0;
  sum = 0;
  readonly needsTime = false;
  private readonly size: number;
  private readonly words: number[];
  private next = 0;

  constructor(size: number) {
    this.size = size;
    this.words = Array.from({ length: Math.ceil(size / WORD) }, () => 0);
  }

  /** `value` is 0 or 1. */
  record(_now: number, value: number): void {
    const { size, words, next } = this;
    const place = Math.floor(next / WORD);
    const shift = next % WORD;
    const word = words[place]!;
    if (this.calls === size) this.sum -= (word >> shift) & 1;
    else this.calls++;
    words[place] = (word & ~(1 << shift)) | (value << shift);
    this.sum += value;
    this.next = next + 1 === size ? 0 : next + 1;
  }

  expire(): void {}

  clear(): void {
    this.calls = 0;
    this.sum = 0;
    this.next = 0;
  }
}
