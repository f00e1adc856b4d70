import { decimal, durationText } from '../../kernel/quantity-text.ts';
import { limitOf } from '../import/library/written.ts';

/** `, up to 5m`; nothing where there is no limit. */
export function upTo(max: number): string {
  return limitOf(max) === undefined ? '' : `, up to ${durationText(max)}`;
}

/** `1 call`, `2 calls` */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${decimal(count)} ${count === 1 ? noun : nouns}`;
}
