import type { ChaosReporter } from './chaos-reporter.ts';
import { chaosCsv } from './csv.ts';
import { chaosJson } from './json.ts';
import { chaosMarkdown } from './markdown.ts';
import { chaosTable } from './table.ts';

/** Every format of what incidents did, the default first; a new one is a file and a line here. */
export const CHAOS_REPORTERS: readonly ChaosReporter[] = [
  chaosTable,
  chaosJson,
  chaosCsv,
  chaosMarkdown,
];
