import type { ThresholdResult } from '../../../experiment/result.ts';
import { html } from './dom.ts';

interface Judged extends Pick<ThresholdResult, 'text' | 'verdict'> {
  readonly finding: string;
}

/** What was promised, and whether it holds. */
export function thresholds(list: readonly Judged[]): HTMLElement[] {
  if (list.length === 0) return [];
  const marks = { passed: '✓', failed: '✗', 'not judged': '–' };
  const items = list.map((threshold) =>
    html(
      'li',
      { class: threshold.verdict.replace(' ', '-') },
      html('span', { class: 'mark', 'aria-hidden': 'true' }, marks[threshold.verdict]),
      html('code', {}, threshold.text),
      html('span', {}, threshold.finding),
    ),
  );
  return [html('ul', { class: 'thresholds', 'aria-label': 'Thresholds' }, ...items)];
}
