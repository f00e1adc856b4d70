import { decimal, durationText, rateText, shareText } from '../../kernel/quantity-text.ts';
import type { Knob } from './knob.ts';

/** A knob's value as a person reads it. */
export function knobWords({ value, scale }: Knob): string {
  if (value === null) return 'no limit';
  switch (scale) {
    case 'share':
      return shareText(value);
    case 'factor':
      return `x${decimal(value)}`;
    case 'instant':
    case 'duration':
      return durationText(value);
    case 'rate':
      return rateText(value);
    case 'count':
    case 'few':
      return decimal(value);
  }
}
