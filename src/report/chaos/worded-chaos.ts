import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import { wordedTree } from '../worded.ts';

/** Incidents one by one hold no texts of others. */
const RAW = new Set(['incidents']);

/** What incidents did, its texts as they may leave. */
export function wordedChaos(result: ChaosResult, words: (text: string) => string): ChaosResult {
  return wordedTree(result, words, RAW) as ChaosResult;
}
