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
  if (isLesson(reference)) {
    openLesson(reference);
    return;
  }
  const { scenario, source } = await openScenario(reference);
  tellWarnings(scenario);
  if (scenario.tune === undefined) return;
  // Read only where there is such a block: it knows of studies.
  const { checkTuneBlock } = await import('../study/check-tune-block.ts');
  checkTuneBlock(scenario, source);
}
