import { observe } from '../../experiment/claim.ts';
import { meanOf } from '../../experiment/study/seed-runs.ts';
import type { Quantity } from '../../scenario/claim.ts';
import type { Prose } from '../../scenario/lesson.ts';
import { uncertain } from '../study/uncertain.ts';
import { WRITTEN } from '../summary.ts';
import type { Finding } from './evidence.ts';

const NOTHING = '–';

/** What a quantity came to, as people read it; `arm` stands in where it names none. */
export function quantityWords(quantity: Quantity, finding: Finding, arm: string): string {
  if (finding.kind === 'study') {
    const words = uncertain(meanOf(finding.study, quantity, arm), quantity.unit);
    return words === '' ? NOTHING : words;
  }
  const value = observe(quantity, finding.result.arms, arm);
  return value === null ? NOTHING : WRITTEN[quantity.unit](value);
}

/** A text with its numbers, on one line a paragraph. */
export function proseWords(prose: Prose, finding: Finding): string {
  return prose
    .map((part) => (typeof part === 'string' ? part : quantityWords(part, finding, '')))
    .join('');
}
