import { Option } from 'commander';
import { createLook, type Look } from '../../report/terminal-chart/look.ts';
import { lessonJsonSchema } from '../../scenario/json-schema.ts';
import { judge } from '../judge.ts';
import { courseLines, teachCourse } from '../lesson/course.ts';
import { openLesson, shippedLessons } from '../lesson/lesson-file.ts';
import { printout, worksheet } from '../lesson/printout.ts';
import { runStep } from '../lesson/run-step.ts';
import type { RunOptions } from '../run-options.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

const WAYS = ['present', 'handout', 'check', 'schema'] as const;

interface LessonOptions extends Pick<RunOptions, 'color' | 'ascii'> {
  readonly present: boolean;
  readonly handout: boolean;
  readonly check: boolean;
  readonly schema: boolean;
}

export const configure: Configure = (command, session) => {
  command
    .argument('[lessons...]', 'the name or number of a shipped lesson, or a file')
    .addOption(way('present', 'in front of a class: a key reveals, nobody is asked'))
    .addOption(way('handout', 'a worksheet in Markdown, with the answers at the end'))
    .addOption(way('check', 'tell every mistake of lessons, and run them'))
    .addOption(way('schema', 'the JSON Schema of the lesson file, for editors'))
    .option('--no-color', 'no colour')
    .option('--ascii', 'ASCII characters only', false)
    .addHelpText(
      'after',
      `
Examples:
  blackfriday lesson                                  the course, from the start
  blackfriday lesson 3 --present                      the third lesson, on a projector
  blackfriday lesson --handout > worksheet.md         the whole course on paper
  blackfriday lesson --check mine.yaml ours.yaml      lessons of one's own`,
    )
    .action(async (references: string[], options: LessonOptions) => {
      if (options.schema) {
        if (references.length > 0) throw new UsageError('--schema is the same for every lesson');
        process.stdout.write(`${JSON.stringify(lessonJsonSchema(), null, 2)}\n`);
      } else if (options.check) {
        if (references.length === 0) throw new UsageError('--check: which lesson?');
        session.exitCode = await judge(references, check);
      } else if (options.handout) {
        const names = references.length === 0 ? shippedLessons() : references;
        process.stdout.write(await worksheet(names.map(openLesson)));
      } else {
        if (references.length > 1) throw new UsageError('one lesson at a time is taught');
        session.exitCode = await teach(references[0], options);
      }
    });
};

/** What to do with lessons: one way excludes the others. */
function way(name: (typeof WAYS)[number], summary: string): Option {
  const others = WAYS.filter((other) => other !== name);
  return new Option(`--${name}`, summary).default(false).conflicts(others);
}

/** Runs every step too: only then is it known whether one choice is right. */
async function check(reference: string): Promise<void> {
  for (const step of openLesson(reference).steps) await runStep(step);
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
