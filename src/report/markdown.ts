import { sideBySide } from '../experiment/ranking.ts';
import type { Result, ThresholdResult } from '../experiment/result.ts';
import { verdictOf } from '../experiment/verdict/overall.ts';
import { durationText } from '../kernel/quantity-text.ts';
import { armTitle } from './arm-title.ts';
import { breakerWords, whose } from './breaker-words.ts';
import { costMatrix } from './cost-matrix.ts';
import { instant, noteDecimals, tickDecimals } from './figures.ts';
import { incidentRows } from './incidents.ts';
import { markdownServices, markdownServiceTicks } from './markdown-services.ts';
import { alignments, code, prose, tableRow } from './markdown-words.ts';
import { createPaint } from './paint.ts';
import { lengthWords, provenance } from './provenance.ts';
import { rankingTable } from './ranking.ts';
import type { ReporterVariant } from './reporter.ts';
import { summarySections } from './summary.ts';
import { type Column, columnChoices } from './table/columns.ts';
import { fold, foldText } from './table/folding.ts';
import { rowsOf } from './table/rows.ts';
import { finding } from './table/thresholds.ts';
import { worded } from './worded.ts';

/** For an issue or a report: summary, ticks and verdict in GitHub's Markdown. */
export const markdown: ReporterVariant = {
  name: 'markdown',
  summary: 'tables and a verdict, to paste into an issue',
  keepsTicks: true,
  onlyTicks: false,
  listsCalls: false,
  splitsServices: true,
  create: ({ ascii, everyTick, byService, ticks, quiet }) => {
    const { words } = createPaint({ colour: false, ascii });
    return {
      *end(raw) {
        const result = worded(raw, words);
        yield* heading(result);
        yield* verdict(result);
        if (quiet) return;
        const shown = sideBySide(result);
        yield* ranking(result);
        yield* summary(shown);
        yield* markdownServices(shown);
        yield* breakers(shown);
        yield* costs(shown);
        yield* incidents(shown);
        if (ticks) yield* tickRows(shown, everyTick, words);
        if (byService) yield* markdownServiceTicks(shown);
      },
    };
  },
};

type Words = (text: string) => string;

function* heading({ scenario, partial, source: measured }: Result): Generator<string> {
  yield `# ${prose(scenario.title === '' ? scenario.name : scenario.title)}\n\n`;
  const overrides = scenario.overrides ?? [];
  const source = provenance({ ...scenario, overrides: [] }, measured).map(prose);
  yield `${[...source, ...overrides.map(code), lengthWords(scenario)].join(', ')}\n`;
  if (partial !== undefined)
    yield `\n**Interrupted:** known up to ${durationText(partial.untilMs)} only.\n`;
}

function* verdict(result: Result): Generator<string> {
  const { comparison, thresholds } = result;
  if (comparison !== undefined) yield `\n${prose(comparison.verdict.join(' '))}\n`;
  else {
    const sentences = verdictOf(result);
    if (sentences.length > 0) yield '\n';
    for (const sentence of sentences) yield `- ${prose(sentence)}\n`;
  }
  if (thresholds === undefined) return;
  yield '\n';
  for (const threshold of thresholds) yield thresholdItem(threshold);
}

function thresholdItem(threshold: ThresholdResult): string {
  return `- ${code(threshold.text)}: **${finding(threshold)}**\n`;
}

function* ranking(result: Result): Generator<string> {
  const table = rankingTable(result);
  if (table === undefined) return;
  yield '\n## Ranking\n\n';
  yield tableRow(table.head);
  yield alignments(table.head.map((_, index) => (index === 1 ? ':--' : '--:')));
  for (const row of table.rows) yield tableRow(row);
}

function* summary({ arms }: Result): Generator<string> {
  const differ = arms.length === 2;
  const head = ['', ...arms.map(armTitle), ...(differ ? ['difference'] : [])];
  yield '\n## Summary\n\n';
  yield tableRow(head);
  yield alignments(head.map((_, index) => (index === 0 ? ':--' : '--:')));
  for (const { title, lines } of summarySections(arms)) {
    for (const { label, figures, delta } of lines) {
      const cells = figures.map(({ figure, share }) =>
        share === undefined || share === '' ? figure : `${figure} (${share})`,
      );
      yield tableRow([`${title} ${label.trim()}`, ...cells, ...(differ ? [delta] : [])]);
    }
  }
}

function* costs(result: Result): Generator<string> {
  const matrix = costMatrix(result);
  if (matrix === undefined) return;
  const head = [matrix.title, ...result.arms.map(armTitle)];
  yield '\n## Money\n\n';
  yield tableRow(head);
  yield alignments(head.map((_, index) => (index === 0 ? ':--' : '--:')));
  for (const { label, cells } of matrix.rows) yield tableRow([label, ...cells]);
  if (matrix.verdict.length > 0) yield `\n${prose(matrix.verdict.join(' '))}\n`;
}

function* breakers({ arms }: Result): Generator<string> {
  for (const arm of arms) {
    const lines = breakerWords(arm);
    if (lines.length > 0) yield `\n## Breakers ${prose(arm.name)}\n\n`;
    for (const line of lines) yield `- ${prose(line)}\n`;
  }
}

function* incidents({ arms }: Result): Generator<string> {
  const { rows, more } = incidentRows(arms);
  if (rows.length === 0) return;
  yield '\n## Incidents\n\n';
  const own = arms.flatMap((arm) => [`${armTitle(arm)}: orders lost`, 'normal again']);
  yield tableRow(['trouble', 'cause', ...own]);
  yield alignments([':--', ':--', ...arms.flatMap(() => ['--:', ':--'])]);
  for (const row of rows) {
    const cells = row.arms.flatMap((one) => [one?.lost ?? '', one?.recovered ?? '']);
    yield tableRow([row.when, row.cause, ...cells]);
  }
  if (more > 0) yield `\nand ${more} more that cost less\n`;
}

function* tickRows(result: Result, everyTick: boolean, words: Words): Generator<string> {
  const rows = rowsOf(result);
  if (rows.length === 0) return;
  const decimals = tickDecimals(result.scenario.tickMs);
  const columns = result.arms.flatMap((arm, index) => {
    const guarded = (arm.ticks ?? []).some((tick) => tick.state !== null);
    return columnChoices(result.arms.length)
      .at(-1)!
      .filter((column) => guarded || !column.ofBreaker)
      .map((column) => ({ column, index, arm: armTitle(arm) }));
  });
  yield '\n## Ticks\n\n';
  yield tableRow(['time', ...columns.map(({ column, arm }) => headed(column, arm, result))]);
  yield alignments([
    '--:',
    ...columns.map(({ column }) => (column.header === 'state' ? ':--' : '--:')),
  ]);
  for (const item of fold(rows, everyTick)) {
    if (item.kind === 'fold') {
      yield tableRow([words(foldText(item, decimals, '–')), ...columns.map(() => '')]);
      continue;
    }
    const { startMs, ticks } = item.row;
    const cells = columns.map(({ column, index }) => {
      const tick = ticks[index];
      return tick === undefined ? '' : column.text(tick);
    });
    yield tableRow([instant(startMs, decimals), ...cells]);
  }
  yield* transitionList(result, noteDecimals(result.scenario.tickMs), words);
}

function headed(column: Column, arm: string, { arms }: Result): string {
  return arms.length === 1 ? column.header : `${arm}: ${column.header}`;
}

function* transitionList({ arms }: Result, decimals: number, words: Words): Generator<string> {
  for (const { name, transitions } of arms) {
    if (transitions.length === 0) continue;
    yield `\n## Transitions ${prose(name)}\n\n`;
    for (const transition of transitions) {
      const { atMs, from, to, reason } = transition;
      const change = [...whose(transition), `${from} → ${to}`].join(', ');
      yield `- ${instant(atMs, decimals)} ${prose(words(change))}: ${prose(reason)}\n`;
    }
  }
}
