import { csv } from './csv.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';
import type { ReporterVariant } from './reporter.ts';
import { table } from './table/table.ts';
import { chart } from './terminal-chart/format.ts';

/** Every format there is, the default first; a new one is a file and a line here. */
export const REPORTERS: readonly ReporterVariant[] = [table, json, ndjson, csv, markdown, chart];
