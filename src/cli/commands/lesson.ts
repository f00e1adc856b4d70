import { createLook, type Look } from '../../report/terminal-chart/look.ts';
import { lessonJsonSchema } from '../../scenario/json-schema.ts';
import { courseLines, teachCourse } from '../lesson/course.ts';
import { openLesson, shippedLessons } from '../lesson/lesson-file.ts';
import { printout, worksheet } from '../lesson/printout.ts';
import { runStep } from '../lesson/run-step.ts';
import type { RunOptions } from '../run-options.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

interface LessonOptions extends Pick<RunOptions, 'color' | 'ascii'> {
  readonly present: boolean;
  readonly handout: boolean;
  readonly check: boolean;
  readonly schema: boolean;
}

export const configure: Configure = (command, session) => {
  command
    .argument('[lesson]', 'the name or number of a shipped lesson, or a file')
    .option('--present', 'in front of a class: a key reveals, nobody is asked', false)
    .option('--handout', 'a worksheet in Markdown, with the answers at the end', false)
    .option('--check', 'tell every mistake of a lesson, and run it', false)
    .option('--schema', 'the JSON Schema of the lesson file, for editors', false)
    .option('--no-color', 'no colour')
    .option('--ascii', 'ASCII characters only', false)
    .addHelpText(
      'after',
      `
Examples:
  blackfriday lesson                                  the course, from the start
  blackfriday lesson 3 --present                      the third lesson, on a projector
  blackfriday lesson --handout > worksheet.md         the whole course on paper
  blackfriday lesson --check mine.yaml                a lesson of one's own`,
    )
    .action(async (reference: string | undefined, options: LessonOptions) => {
      if (options.schema) {
        process.stdout.write(`${JSON.stringify(lessonJsonSchema(), null, 2)}\n`);
      } else if (options.check) {
        await check(reference);
      } else if (options.handout) {
        const names = reference === undefined ? shippedLessons() : [reference];
        process.stdout.write(await worksheet(names.map(openLesson)));
      } else {
        session.exitCode = await teach(reference, options);
      }
    });
};

/** Runs every step too: only then is it known whether one choice is right. */
async function check(reference: string | undefined): Promise<void> {
  if (reference === undefined) throw new UsageError('--check: which lesson?');
  const lesson = openLesson(reference);
  for (const step of lesson.steps) await runStep(step);
  process.stdout.write(`${reference}: ok\n`);
}

async function teach(reference: string | undefined, options: LessonOptions): Promise<number> {
  const colour = wantsColour(process.stdout, process.env, options.color);
  const look = createLook({ colour, ascii: options.ascii });
  if (process.stdin.isTTY && process.stdout.isTTY) {
    return teachCourse(reference, { look, presents: options.present });
  }
  await print(reference, look);
  return 0;
}

async function print(reference: string | undefined, look: Look): Promise<void> {
  const columns = widthOf(process.stdout, process.env);
  if (reference === undefined) {
    process.stdout.write(`${courseLines(columns, look).join('\n')}\n\n`);
  }
  const lesson = openLesson(reference ?? shippedLessons()[0]!);
  for await (const text of printout(lesson, columns, look)) process.stdout.write(text);
}
