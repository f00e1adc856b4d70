import { sideBySide } from '../../experiment/ranking.ts';
import type { ArmResult, Result, ScenarioHead } from '../../experiment/result.ts';
import { verdictOf } from '../../experiment/verdict/overall.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { breakerWords } from '../breaker-words.ts';
import { createPaint, type Paint } from '../paint.ts';
import { lengthWords, provenance } from '../provenance.ts';
import type { ReporterOptions, ReporterVariant } from '../reporter.ts';
import { worded } from '../worded.ts';
import { wrap, wrapHanging, wrapItems } from '../wrap.ts';
import { betweenCalls, callLine, callListHeader } from './call-list.ts';
import { costLines } from './costs.ts';
import { gist } from './gist.ts';
import { incidentLines } from './incidents.ts';
import { rankingLines } from './ranking.ts';
import { serviceLines, serviceTickLines } from './services.ts';
import { summaryLines } from './summary.ts';
import { thresholdLines } from './thresholds.ts';
import { tickTable } from './tick-table.ts';

/** Narrower than this the columns do not fit: a smaller terminal breaks the lines itself. */
const LEAST_WIDTH = 72;
/** Prose in longer lines is hard to read. */
const PROSE_WIDTH = 100;

/** For people: ticks or calls, then the summary, the thresholds and the verdict. */
export const table: ReporterVariant = {
  name: 'table',
  summary: 'tables and a verdict, to read in a terminal',
  keepsTicks: true,
  onlyTicks: false,
  listsCalls: true,
  splitsServices: true,
  create(options) {
    const paint = createPaint(options);
    const width = Math.max(options.width, LEAST_WIDTH);
    const text = (lines: Iterable<string>) => [...lines].map((line) => `${line}\n`).join('');
    if (!options.calls) {
      return { end: (result) => screen(worded(result, paint.words), { ...options, width }, paint) };
    }
    return {
      start: (head) => text([...title(head, width, paint), '', callListHeader(paint)]),
      call: (record) => text([callLine(record, paint)]),
      transition: (_arm, transition) => text(betweenCalls(transition, paint)),
      end: (result) => conclusion(worded(result, paint.words), { ...options, width }, paint),
    };
  },
};

type ScreenOptions = Pick<ReporterOptions, 'width' | 'everyTick' | 'ticks' | 'quiet' | 'byService'>;

function* screen(result: Result, options: ScreenOptions, paint: Paint): Generator<string> {
  if (!options.quiet) {
    yield* ended(title(result.scenario, options.width, paint, result.source));
    if (options.ticks) {
      yield '\n';
      yield* ended(tickTable(sideBySide(result), options, paint));
      if (options.byService)
        yield* ended(serviceTickLines(sideBySide(result), options.width, paint));
    }
  }
  yield* conclusion(result, options, paint);
}

export function* conclusion(
  result: Result,
  options: ScreenOptions,
  paint: Paint,
): Generator<string> {
  const { width, quiet } = options;
  const shown = sideBySide(result);
  if (quiet) yield* ended(shown.arms.flatMap((arm) => wrapHanging(gist(arm), width)));
  else {
    yield '\n';
    yield* ended(summaryLines(shown.arms, width, paint));
    yield* part('Services', serviceLines(shown.arms, width, paint), paint);
    yield* part('Breakers', breakerLines(shown, width), paint);
    yield* part('Money', costLines(shown, width, paint), paint);
    yield* part('Incidents', incidentLines(shown.arms, width, paint), paint);
  }
  yield* part('Ranking', rankingLines(result, width, paint), paint);
  const heading = result.validation === undefined ? 'Thresholds' : 'Tolerances';
  yield* part(heading, thresholdLines(result.thresholds ?? [], width, paint), paint);
  yield* part('Verdict', verdictLines(result, width), paint);
  if (result.partial !== undefined) {
    const { untilMs } = result.partial;
    const part = `Interrupted: all this is known up to ${durationText(untilMs)} of ${durationText(result.scenario.durationMs)} only.`;
    yield `\n${paint.warning(part)}\n`;
  }
}

function* part(heading: string, lines: readonly string[], paint: Paint): Generator<string> {
  if (lines.length === 0) return;
  yield `\n${paint.heading(heading)}\n`;
  yield* ended(lines);
}

/** Of the arms in which there are several. */
function breakerLines({ arms }: Result, width: number): string[] {
  const whose = (arm: ArmResult): string => (arms.length === 1 ? '' : `${arm.name}, `);
  const items = arms.flatMap((arm) => breakerWords(arm).map((words) => whose(arm) + words));
  return wrapItems(items, width);
}

export function title(
  head: ScenarioHead,
  width: number,
  paint: Paint,
  source?: Result['source'],
): string[] {
  const { dot } = paint.signs;
  const facts = [...provenance(head, source), lengthWords(head)].map(paint.words).join(` ${dot} `);
  const titled = paint.words(head.title);
  return [
    ...(titled === '' ? [] : wrap(titled, width).map((line) => paint.heading(line))),
    ...wrap(facts, width).map((line) => paint.faint(line)),
  ];
}

/** Of two arms a paragraph; of more a sentence each on lines of its own. */
function verdictLines(result: Result, width: number): string[] {
  const sentences = verdictOf(result);
  if (sentences.length === 0) return [];
  const isList = result.arms.length > 2 || result.validation !== undefined;
  if (isList) return wrapItems(sentences, Math.min(width, PROSE_WIDTH));
  const prose = sentences.join(' ');
  return wrap(prose, Math.min(width, PROSE_WIDTH) - 2).map((line) => `  ${line}`);
}

function* ended(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
