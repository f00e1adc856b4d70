import type { ArmResult, Result } from '../experiment/result.ts';
import { armTitle } from './arm-title.ts';
import { instant, tickDecimals } from './figures.ts';
import { alignments, prose, tableRow } from './markdown-words.ts';
import { graphTickTables } from './service-ticks.ts';
import { degradedWords, type GraphTable, graphTables } from './services.ts';

/** Below the front door a line a service and a line a link. */
export function* markdownServices({ arms }: Result): Generator<string> {
  for (const table of graphTables(arms)) {
    yield* tableOf(table, table.title === 'service' ? 'Services' : 'Calls', arms);
  }
  const degraded = degradedWords(arms);
  if (degraded !== '') yield `\n${prose(degraded)}\n`;
}

/** The ticks of every service and link, each in a table of its own. */
export function* markdownServiceTicks({ arms, scenario }: Result): Generator<string> {
  const decimals = tickDecimals(scenario.tickMs);
  for (const table of graphTickTables(arms, (startMs) => instant(startMs, decimals))) {
    yield* tableOf({ ...table, title: 'time' }, `Ticks of ${prose(table.title)}`, arms);
  }
}

function* tableOf(
  { title, head, rows }: GraphTable,
  heading: string,
  arms: readonly ArmResult[],
): Generator<string> {
  const columns = arms.flatMap((arm) =>
    head.map((name) => (arms.length === 1 ? name : `${armTitle(arm)}: ${name}`)),
  );
  yield `\n## ${heading}\n\n`;
  yield tableRow([title, ...columns]);
  yield alignments([':--', ...columns.map(() => '--:')]);
  for (const { label, arms: cells } of rows) yield tableRow([label, ...cells.flat()]);
}
