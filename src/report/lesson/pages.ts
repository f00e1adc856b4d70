import { type Lesson, type LessonStep, letterOf } from '../../scenario/lesson.ts';
import { shellWords } from '../shell-words.ts';
import type { Look } from '../terminal-chart/look.ts';
import { wrap } from '../wrap.ts';
import { answerWords, lengthWords, scoreWords } from './answer-words.ts';
import type { Evidence } from './evidence.ts';
import { exhibitLines, figureLines, type PageSize } from './exhibits.ts';
import { paragraphs, paragraphsOf } from './paragraphs.ts';
import { proseWords } from './quantity-words.ts';

/** A lesson's name, its goal and how long it takes. */
export function openingLines(
  { title, goal, minutes, steps }: Lesson,
  width: number,
  look: Look,
): string[] {
  return [
    look.heading(look.words(title)),
    look.faint(lengthWords(steps.length, minutes)),
    ...paragraphs(look.words(goal), width),
  ];
}

/** What a step tells before its run, and asks. */
export function questionLines(lesson: Lesson, place: number, width: number, look: Look): string[] {
  const step = lesson.steps[place]!;
  return [
    titleLine(lesson, place, look),
    '',
    ...spaced(paragraphs(clean(step.text, look), width)),
    ...spaced(settingLines(step, width, look)),
    ...paragraphs(clean(step.ask, look), width).map((line) => look.heading(line)),
    '',
    ...step.choices.flatMap(({ answer }, index) => choiceLines(index, answer, width, look)),
  ];
}

/** `Three failures  Three states, by hand, 1 of 3` */
export function titleLine(lesson: Lesson, place: number, look: Look): string {
  const title = look.heading(look.words(lesson.steps[place]!.title));
  const progress = `${look.words(lesson.title)}, ${place + 1} of ${lesson.steps.length}`;
  return `${title}  ${look.faint(progress)}`;
}

/** What happened: the exhibits of a step's run. */
export function happenedLines(
  step: LessonStep,
  evidence: Evidence,
  size: PageSize,
  look: Look,
): string[] {
  return [
    ...(evidence.kind === 'study'
      ? []
      : step.show.flatMap((exhibit) => [...exhibitLines(exhibit, evidence, size, look), ''])),
    ...spaced(figureLines(step.figures, evidence, look)),
  ];
}

/** Which choice was right, and why; `guess` is the place of the prediction. */
export function explainedLines(
  step: LessonStep,
  evidence: Evidence,
  guess: number | null,
  width: number,
  look: Look,
): string[] {
  return [
    ...rightLines(step, evidence, guess, width, look),
    '',
    ...paragraphs(clean(proseWords(step.why, evidence), look), width),
  ];
}

/** `You predicted 3 of 4.` */
export function scoreLine(right: number, asked: number, look: Look): string {
  const colour = right === asked ? look.good : look.heading;
  return colour(scoreWords(right, asked));
}

/** The command that shows the same by hand. */
export function byHand({ reference, set, vary, seeds }: LessonStep): string {
  return shellWords([
    'blackfriday',
    'compare',
    reference,
    ...set.flatMap((one) => ['--set', one]),
    ...vary.flatMap((one) => ['--vary', one]),
    ...(seeds === null ? [] : ['--seeds', String(seeds)]),
  ]);
}

function rightLines(
  step: LessonStep,
  { right }: Evidence,
  guess: number | null,
  width: number,
  look: Look,
): string[] {
  const colour = guess === null || guess === right ? look.good : look.bad;
  const text = look.words(answerWords(step, right, guess));
  return wrap(text, width).map((line) => look.heading(colour(line)));
}

function settingLines(step: LessonStep, width: number, look: Look): string[] {
  return wrap(look.words(byHand(step)), width).map((line) => look.faint(line));
}

function choiceLines(index: number, answer: string, width: number, look: Look): string[] {
  const [first = '', ...others] = wrap(look.words(answer), width - 5);
  return [`  ${letterOf(index)}) ${first}`, ...others.map((line) => `     ${line}`)];
}

function spaced(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Paragraph by paragraph: what is another's words must not move the cursor. */
function clean(text: string, look: Look): string {
  return paragraphsOf(text)
    .map((paragraph) => look.words(paragraph))
    .join('\n\n');
}
