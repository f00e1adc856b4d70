import { outgoing } from '../../kernel/outgoing.ts';
import { jsonLines } from '../json.ts';
import type { ChaosReporter } from './chaos-reporter.ts';

/** Members of these lists each stand on one line. */
const ROWS = new Set(['accounts', 'script', 'kinds', 'thresholds', 'troubles', 'incidents']);

export const chaosJson: ChaosReporter = {
  name: 'json',
  summary: 'one object, the contract blackfriday.chaos/1, with every incident',
  *text(result) {
    const isRows = (key: string, list: boolean): boolean => list && ROWS.has(key);
    for (const text of jsonLines(result, isRows)) yield outgoing(text, 'json');
  },
};
