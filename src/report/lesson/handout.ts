import { oneLine, outgoing } from '../../kernel/outgoing.ts';
import { type Lesson, type LessonStep, letterOf } from '../../scenario/lesson.ts';
import type { Evidence } from './evidence.ts';
import { type FigureTable, figureTables, STUDY_NOTE } from './figure-tables.ts';
import { byHand } from './pages.ts';
import { paragraphsOf } from './paragraphs.ts';
import { proseWords } from './quantity-words.ts';

/** A lesson with what came of each of its steps. */
export interface TaughtLesson {
  readonly lesson: Lesson;
  readonly evidence: readonly Evidence[];
}

/** Lines to write a reason on. */
const BLANKS =
  '\n\n________________________________________\n\n________________________________________';

/** A worksheet in Markdown: the questions of the lessons, and at the end, on a page apart, the answers. */
export function handout(lessons: readonly TaughtLesson[]): string {
  const worksheets = lessons.map(({ lesson }) => worksheet(lesson));
  const answers = lessons.map(answersOf);
  return [
    'Name: ____________________   Date: ____________',
    ...worksheets,
    '---',
    '<div style="page-break-before: always"></div>',
    '# Answers',
    ...answers,
    '',
  ].join('\n\n');
}

function worksheet({ title, goal, steps }: Lesson): string {
  const questions = steps.map((step, index) => question(step, index));
  return [`# ${plain(title)}`, plain(goal), ...questions]
    .filter((part) => part !== '')
    .join('\n\n');
}

function question(step: LessonStep, index: number): string {
  const choices = step.choices.map(
    ({ answer }, place) => `- [ ] ${letterOf(place)}) ${plain(answer)}`,
  );
  return [
    `## ${index + 1}. ${plain(step.title)}`,
    plain(step.text),
    `**${plain(step.ask)}**`,
    choices.join('\n'),
    `Because:${BLANKS}`,
    `Then see what happens: ${outgoing(oneLine(byHand(step)), 'markdown code')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function answersOf({ lesson, evidence }: TaughtLesson): string {
  const answers = lesson.steps.map((step, index) => answer(step, index, evidence[index]!));
  return [`## ${plain(lesson.title)}`, ...answers].join('\n\n');
}

function answer(step: LessonStep, index: number, evidence: Evidence): string {
  const { right } = evidence;
  const text = `**${index + 1}. ${letterOf(right)}) ${plain(step.choices[right]!.answer)}**`;
  const tables = figureTables(step.figures, evidence).map(markdownTable);
  const note = evidence.kind === 'study' ? [plain(STUDY_NOTE)] : [];
  return [text, plain(proseWords(step.why, evidence)), ...tables, ...note].join('\n\n');
}

function markdownTable(rows: FigureTable): string {
  const [head = [], ...others] = rows.map((row) => row.map(plain));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...others.map(line),
  ].join('\n');
}

/** Text as it reads, paragraph by paragraph: nothing in it is markup. */
function plain(text: string): string {
  return paragraphsOf(text)
    .map((paragraph) => outgoing(paragraph, 'markdown'))
    .join('\n\n');
}
