import type { Study } from '../../experiment/study/study.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { jsonLines } from '../json.ts';
import type { StudyReporter } from './study-reporter.ts';

/** Each member of these stands on a line of its own, however deep it is. */
const ROWS = new Set(['metrics', 'differences', 'facts', 'columns', 'ticks', 'accounts', 'script']);

/** `blackfriday.study/1` as one object, from which `--resume` and `merge` go on. */
export const json: StudyReporter = {
  name: 'json',
  summary: 'one object, the contract blackfriday.study/1',
  *write(study) {
    for (const text of studyJson(study)) yield outgoing(text, 'json');
  },
};

/** Facts that belong together share a line, so that diffs read well. */
export function studyJson(study: Study): Iterable<string> {
  return jsonLines(study, (key) => ROWS.has(key));
}
