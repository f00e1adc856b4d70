import { chart } from './chart.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';
import type { StudyReporter } from './study-reporter.ts';
import { table } from './table.ts';

/** Every format of a study, the default first; a new one is a file and a line here. */
export const STUDY_REPORTERS: readonly StudyReporter[] = [
  table,
  json,
  ndjson,
  csv,
  markdown,
  chart,
];
