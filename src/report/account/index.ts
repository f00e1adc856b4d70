import type { Study } from '../../experiment/study/study.ts';
import { wordedStudy } from '../study/worded-study.ts';
import type { Account } from './account.ts';
import { studyAccount } from './study/index.ts';

/** All that is more than one run, told apart by `format`. */
export type AnyStudy = Study;

/** What is told of a study on its page and in its pictures; every text of it has passed `words`. */
export function accountOf(study: AnyStudy, words: (text: string) => string): Account {
  return studyAccount(wordedStudy(study, words));
}

export function versionOf(study: AnyStudy): string | undefined {
  return study.scenario.version;
}
