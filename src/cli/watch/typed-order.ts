import type { Wish } from './player.ts';

/** More digits than any run has orders. */
const MOST_DIGITS = 9;

/** The number of an order, typed digit by digit. */
export class TypedOrder {
  /** Null: none is being typed. */
  text: string | null = null;

  begin(): void {
    this.text = '';
  }

  /** Takes every key while a number is typed; what is wished once it is done. */
  press(key: string): Wish | null {
    const text = this.text ?? '';
    if (/^\d$/.test(key)) this.text = (text + key).slice(0, MOST_DIGITS);
    else if (key === 'backspace') this.text = text.slice(0, -1);
    else {
      this.text = null;
      if (key === 'return' && Number(text) > 0) return { order: Number(text) };
    }
    return null;
  }
}
