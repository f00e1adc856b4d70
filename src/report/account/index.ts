import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import type { Study } from '../../experiment/study/study.ts';
import type { TuneResult } from '../../experiment/study/tune/tune-result.ts';
import { wordedChaos } from '../chaos/worded-chaos.ts';
import { wordedStudy } from '../study/worded-study.ts';
import { wordedTree } from '../worded.ts';
import type { Account } from './account.ts';
import { chaosAccount } from './chaos/index.ts';
import { studyAccount } from './study/index.ts';
import { sweepAccount } from './sweep/index.ts';
import type { SweepDocument } from './sweep/subject.ts';
import { tuningAccount } from './tuning/index.ts';

/** All that is more than one run, told apart by `format`; a sweep is a study that holds what its grid came to. */
export type AnyStudy = Study | SweepDocument | TuneResult | ChaosResult;

/** What is told of a study on its page and in its pictures; every text of it has passed `words`. */
export function accountOf(study: AnyStudy, words: (text: string) => string): Account {
  switch (study.format) {
    case 'blackfriday.study/1': {
      const told = wordedStudy(study, words);
      return 'sweep' in told ? sweepAccount(told as SweepDocument) : studyAccount(told);
    }
    case 'blackfriday.tuning/1':
      return tuningAccount(wordedTree(study, words, new Set()) as TuneResult);
    case 'blackfriday.chaos/1':
      return chaosAccount(wordedChaos(study, words));
  }
}

/** Of the program that made it; a tuning does not say. */
export function versionOf({ scenario }: AnyStudy): string | undefined {
  return 'version' in scenario ? scenario.version : undefined;
}
