import { json } from './json.ts';
import type { StudyReporter } from './study-reporter.ts';
import { table } from './table.ts';

/** Every format of a study, the default first; a new one is a file and a line here. */
export const STUDY_REPORTERS: readonly StudyReporter[] = [table, json];
