import type { Study } from '../../experiment/study/study.ts';
import { wordedTree } from '../worded.ts';

/** Not told to people: what a run goes on from. */
const RAW = new Set(['plan', 'findings', 'ticks']);

/** A study whose every text that is told has passed `words`, wherever it stands; names of metrics are our own. */
export function wordedStudy(study: Study, words: (text: string) => string): Study {
  return wordedTree(study, words, RAW) as Study;
}
