import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import type { Study } from '../../experiment/study/study.ts';
import type { TuneResult } from '../../experiment/study/tune/tune-result.ts';
import type { AnyStudy } from '../../report/account/index.ts';
import { type SweepDocument, sweptOf } from '../../report/account/sweep/subject.ts';
import { chaosJsonText } from '../../report/chaos/json.ts';
import { studyJson } from '../../report/study/json.ts';
import { sweepJson } from '../../report/sweep/index.ts';
import { tuneJson } from '../../report/tune/index.ts';
import type { Portrait } from '../pictures.ts';

type Named = readonly { readonly name: string }[];

/** The same page draws every kind of study; what draws is loaded where it is wanted. */
function portrait<Subject extends AnyStudy>(
  json: Portrait<Subject>['json'],
  plates: () => Promise<Named>,
): Portrait<Subject> {
  return {
    script: 'study-page.js',
    json,
    drawings: async () => (await import('./study-drawings.ts')).drawingsOf<Subject>(await plates()),
  };
}

export const STUDY_PORTRAIT: Portrait<Study> = portrait(
  studyJson,
  async () => (await import('../../report/account/study/index.ts')).STUDY_PLATES,
);

export const SWEEP_PORTRAIT: Portrait<SweepDocument> = portrait(
  (document) => sweepJson(sweptOf(document)),
  async () => (await import('../../report/account/sweep/index.ts')).SWEEP_PLATES,
);

export const TUNING_PORTRAIT: Portrait<TuneResult> = portrait(
  tuneJson,
  async () => (await import('../../report/account/tuning/index.ts')).TUNING_PLATES,
);

export const CHAOS_PORTRAIT: Portrait<ChaosResult> = portrait(
  chaosJsonText,
  async () => (await import('../../report/account/chaos/index.ts')).CHAOS_PLATES,
);
