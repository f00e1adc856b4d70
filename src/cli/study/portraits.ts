import type { Study } from '../../experiment/study/study.ts';
import { studyJson } from '../../report/study/json.ts';
import type { Portrait } from '../pictures.ts';

/** The script of the page of every kind of study. */
const SCRIPT = 'study-page.js';

export const STUDY_PORTRAIT: Portrait<Study> = {
  script: SCRIPT,
  json: studyJson,
  async drawings() {
    const { drawingsOf } = await import('./study-drawings.ts');
    const { STUDY_PLATES } = await import('../../report/account/study/index.ts');
    return drawingsOf(STUDY_PLATES);
  },
};
