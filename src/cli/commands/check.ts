import { ScenarioError } from '../../scenario/scenario-error.ts';
import { EXIT } from '../exit-code.ts';
import { isLesson, openLesson } from '../lesson/lesson-file.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command, session) => {
  command
    .argument('<scenarios...>', 'files, names of shipped scenarios, or - for standard input')
    .addHelpText(
      'after',
      '\nExamples:\n  blackfriday check my.yaml\n  blackfriday check scenarios/*.yaml',
    )
    .action((references: string[]) => {
      const sound = references.map(isSound);
      session.exitCode = sound.every(Boolean) ? EXIT.good : EXIT.usage;
    });
};

/** All files are judged, however bad the first one is. */
function isSound(reference: string): boolean {
  try {
    if (isLesson(reference)) openLesson(reference);
    else tellWarnings(openScenario(reference).scenario);
    process.stdout.write(`${reference}: ok\n`);
    return true;
  } catch (error) {
    if (!(error instanceof ScenarioError || error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n`);
    return false;
  }
}
