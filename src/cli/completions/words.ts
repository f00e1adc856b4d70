import type { Command, Option } from 'commander';
import { shippedLessons } from '../lesson/lesson-file.ts';
import { shippedNames } from '../shipped.ts';

/** What can follow a command on its line. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** What its arguments may be besides files. */
  readonly names: readonly string[];
}

export interface OptionWords {
  readonly flag: string;
  readonly summary: string;
  readonly takesValue: boolean;
  /** Where it takes one of a few. */
  readonly choices: readonly string[];
}

/** Every command of a program, as it declares itself. */
export function commandWords(program: Command): CommandWords[] {
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.description(),
    options: command.options.flatMap(wordsOf),
    names: namesFor(command),
  }));
}

function wordsOf({
  long,
  description,
  argChoices = [],
  required,
  optional,
}: Option): OptionWords[] {
  if (long === undefined || long === null) return [];
  const takesValue = required || optional;
  return [{ flag: long, summary: description, takesValue, choices: argChoices }];
}

function namesFor(command: Command): readonly string[] {
  const names = command.registeredArguments.map((argument) => argument.name());
  if (names.some((name) => /^scenarios?$/.test(name))) return shippedNames();
  return names.includes('lessons') ? shippedLessons() : [];
}
