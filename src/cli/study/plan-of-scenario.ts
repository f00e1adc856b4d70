import { basename } from 'node:path';
import { ONLY_CELL, planOf, type StudyPlan } from '../../experiment/study/plan.ts';
import type { Override } from '../../scenario/overrides.ts';
import type { ReportOptions } from '../run-options.ts';
import type { OpenedScenario } from '../scenario-file.ts';

/** The plan of a study of a scenario that was opened, by the verb that asks for it. */
export function planOfScenario(
  verb: string,
  reference: string | undefined,
  { source, texts }: OpenedScenario,
  overrides: readonly Override[],
  { ticks }: Pick<ReportOptions, 'ticks'>,
): StudyPlan {
  return planOf({
    command: [
      verb,
      ...(reference === undefined ? [] : [reference]),
      ...overrides.flatMap(({ option }) => wordsOf(option)),
      ...(ticks ? [] : ['--no-ticks']),
    ],
    // The folder is another on every machine.
    source: { ...source, name: basename(source.name) },
    files: texts,
    overrides,
    arms: 'all',
    cells: ONLY_CELL,
    ticks,
  });
}

/** `--set a=b c` as a shell has it: the option, and all that follows it as one word. */
export function wordsOf(option: string): string[] {
  const at = option.indexOf(' ');
  return [option.slice(0, at), option.slice(at + 1)];
}
