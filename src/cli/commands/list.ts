import { oneLine } from '../../kernel/outgoing.ts';
import { wrap } from '../../report/wrap.ts';
import { openScenarioFile } from '../scenario-file.ts';
import { shippedNames } from '../shipped.ts';
import { widthOf } from '../terminal.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command) => {
  command.addHelpText('after', '\nExample:\n  blackfriday list').action(() => {
    process.stdout.write(listText(widthOf(process.stdout, process.env)));
  });
};

/** Name, title, and below it the first sentence of the story. */
function listText(width: number): string {
  const entries = shippedNames().map((name) => openScenarioFile(name).scenario);
  const indent = 2 + Math.max(...entries.map(({ name }) => name.length));
  return entries
    .flatMap(({ name, title, story }) => [
      `${name.padEnd(indent)}${title}`,
      ...wrap(firstSentence(story), Math.max(40, width - indent)).map(
        (line) => `${' '.repeat(indent)}${line}`,
      ),
      '',
    ])
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function firstSentence(story: string): string {
  const whole = oneLine(story);
  return /^.*?[.!?](?= |$)/.exec(whole)?.[0] ?? whole;
}
