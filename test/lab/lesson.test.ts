import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openLesson } from '../../src/cli/lesson/lesson-file.ts';
import { runStep } from '../../src/cli/lesson/run-step.ts';
import { CALL_HEAD, callCells } from '../../src/report/call-cells.ts';
import { answerWords, scoreWords } from '../../src/report/lesson/answer-words.ts';
import type { Evidence } from '../../src/report/lesson/evidence.ts';
import { figureTables } from '../../src/report/lesson/figure-tables.ts';
import { paragraphsOf } from '../../src/report/lesson/paragraphs.ts';
import { proseWords } from '../../src/report/lesson/quantity-words.ts';
import type { LessonStep } from '../../src/scenario/lesson.ts';
import { inLab } from './lab-page.ts';

/** A call list, tables of figures, a step of a graph; all thirteen by LESSONS. */
const LESSONS = process.env.LESSONS?.split(',') ?? [
  'three-states',
  'what-an-outage-costs',
  'the-second-provider',
];

/** What the terminal shows of a step, once it is answered: its tables, row by row, and its words. */
function told({ figures, show, why }: LessonStep, evidence: Evidence) {
  const calls =
    evidence.kind === 'run' && show.includes('calls')
      ? [[[...CALL_HEAD], ...evidence.calls.map((one) => Object.values(callCells(one)))]]
      : [];
  const tables = [...calls, ...figureTables(figures, evidence)];
  return {
    tables: tables.map((rows) => rows.map((row) => row.map((cell) => cell ?? '–'))),
    words: paragraphsOf(proseWords(why, evidence)),
  };
}

async function tablesIn(lesson: Locator): Promise<string[][][]> {
  return lesson
    .locator('table')
    .evaluateAll((tables) =>
      tables.map((table) =>
        [...table.querySelectorAll('tr')].map((row) =>
          [...row.querySelectorAll('th, td')].map((cell) => cell.textContent!),
        ),
      ),
    );
}

async function answered(page: Page, guess: number): Promise<void> {
  await page.locator('.choice input').nth(guess).check();
  await page.getByRole('button', { name: 'Run and see' }).click({ timeout: 120_000 });
}

test.for(LESSONS)(
  '%s tells in the page what it tells in the terminal',
  { timeout: 300_000 },
  async (name, context) => {
    const { page, faults } = await inLab(context);
    const lesson = page.getByRole('region', { name: 'Lesson' });
    await page.getByRole('combobox', { name: 'Lesson' }).selectOption(name);
    const { steps, goal } = openLesson(name);
    expect(await lesson.textContent()).toContain(paragraphsOf(goal)[0]);
    let predicted = 0;
    for (const [place, step] of steps.entries()) {
      const evidence = (await runStep(step))!;
      await answered(page, 0);
      if (evidence.right === 0) predicted++;
      const { tables, words } = told(step, evidence);
      expect(await tablesIn(lesson)).toEqual(tables);
      const text = await lesson.textContent();
      for (const paragraph of [answerWords(step, evidence.right, 0), ...words]) {
        expect(text).toContain(paragraph);
      }
      if (place === steps.length - 1) expect(text).toContain(scoreWords(predicted, steps.length));
      else await page.getByRole('button', { name: 'Next question' }).click();
    }
    expect(faults).toEqual([]);
  },
);
