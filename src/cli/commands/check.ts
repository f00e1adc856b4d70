import { judge } from '../judge.ts';
import { isLesson, openLesson } from '../lesson/lesson-file.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command, session) => {
  command
    .argument('<scenarios...>', 'files, names of shipped scenarios, or - for standard input')
    .addHelpText(
      'after',
      '\nExamples:\n  blackfriday check my.yaml\n  blackfriday check scenarios/*.yaml',
    )
    .action(async (references: string[]) => {
      session.exitCode = await judge(references, check);
    });
};

async function check(reference: string): Promise<void> {
  if (isLesson(reference)) openLesson(reference);
  else tellWarnings((await openScenario(reference)).scenario);
}
