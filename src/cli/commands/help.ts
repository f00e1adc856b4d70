import { nearestName } from '../../kernel/settings.ts';
import { MANUAL } from '../../report/manual/index.ts';
import { pageLines, pageMarkdown } from '../../report/manual/written.ts';
import { createPaint } from '../../report/paint.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

interface HelpOptions {
  readonly format: string;
  readonly color: boolean;
}

export const configure: Configure = (command) => {
  command
    .argument('[topic]', 'which page; left out, their list')
    .option('--format <name>', 'text, or markdown', 'text')
    .option('--no-color', 'no colour')
    .addHelpText(
      'after',
      '\nExamples:\n  blackfriday help metrics | less\n  blackfriday help all --format markdown > manual.md',
    )
    .action((topic: string | undefined, options: HelpOptions) => {
      const text = topic === undefined ? contents() : pagesOf(topic, options);
      process.stdout.write(`${text}\n`);
    });
};

function contents(): string {
  const width = Math.max(...MANUAL.map(({ name }) => name.length));
  const lines = MANUAL.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  const all = `  ${'all'.padEnd(width)}  all of these`;
  return ['blackfriday help <topic>', '', ...lines, all].join('\n');
}

function pagesOf(topic: string, { format, color }: HelpOptions): string {
  const pages = topic === 'all' ? MANUAL : MANUAL.filter(({ name }) => name === topic);
  if (pages.length === 0) throw unknown(topic);
  if (format === 'markdown') return pages.map(pageMarkdown).join('\n\n');
  if (format !== 'text') throw new UsageError('--format: expected text or markdown');
  const { stdout, env } = process;
  const paint = createPaint({ colour: wantsColour(stdout, env, color), ascii: false });
  return pages.map((page) => pageLines(page, widthOf(stdout, env), paint).join('\n')).join('\n\n');
}

function unknown(topic: string): UsageError {
  const names = [...MANUAL.map(({ name }) => name), 'all'];
  const nearest = nearestName(topic, names);
  const advice =
    nearest === undefined ? `there are ${names.join(', ')}` : `did you mean "${nearest}"?`;
  return new UsageError(`there is no page "${topic}"; ${advice}`);
}
