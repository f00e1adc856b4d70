import { handout, type TaughtLesson } from '../../report/lesson/handout.ts';
import {
  explainedLines,
  happenedLines,
  openingLines,
  questionLines,
} from '../../report/lesson/pages.ts';
import type { Look } from '../../report/terminal-chart/look.ts';
import type { Lesson } from '../../scenario/lesson.ts';
import { runStep } from './run-step.ts';

const CHART_ROWS = 6;

/** A lesson as a text to read: every step with what comes of it, and nobody waited for. */
export async function* printout(
  lesson: Lesson,
  columns: number,
  look: Look,
): AsyncGenerator<string> {
  const rule = look.faint(look.signs.rule.repeat(Math.min(columns, 80)));
  yield text(openingLines(lesson, columns, look));
  for (const [place, step] of lesson.steps.entries()) {
    yield text(['', rule, '', ...questionLines(lesson, place, columns, look), '']);
    const evidence = (await runStep(step))!;
    yield text([
      ...happenedLines(step, evidence, { columns, chartRows: CHART_ROWS }, look),
      ...explainedLines(step, evidence, null, columns, look),
    ]);
  }
}

/** The worksheet of some lessons, in Markdown. */
export async function worksheet(lessons: readonly Lesson[]): Promise<string> {
  const taught: TaughtLesson[] = [];
  for (const lesson of lessons) {
    const evidence = [];
    for (const step of lesson.steps) evidence.push((await runStep(step))!);
    taught.push({ lesson, evidence });
  }
  return handout(taught);
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
