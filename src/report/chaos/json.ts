import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { jsonLines } from '../json.ts';
import type { ChaosReporter } from './chaos-reporter.ts';

/** Members of these lists each stand on one line. */
const ROWS = new Set(['accounts', 'script', 'kinds', 'thresholds', 'troubles', 'incidents']);

export const chaosJson: ChaosReporter = {
  name: 'json',
  summary: 'one object, the contract blackfriday.chaos/1, with every incident',
  *text(result) {
    for (const text of chaosJsonText(result)) yield outgoing(text, 'json');
  },
};

/** Facts that belong together share a line, so that diffs read well. */
export function chaosJsonText(result: ChaosResult): Iterable<string> {
  return jsonLines(result, (key, list) => list && ROWS.has(key));
}
