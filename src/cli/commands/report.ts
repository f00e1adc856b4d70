import type { Command } from 'commander';
import type { Result } from '../../experiment/result.ts';
import { replay } from '../../report/replay.ts';
import { withoutTicks } from '../../report/without-ticks.ts';
import { readJson } from '../json-file.ts';
import { openOutput, writePieces } from '../output.ts';
import { RESULT_PORTRAIT } from '../pictures.ts';
import { asResult } from '../result-file.ts';
import { addReportOptions, formatOf, type ReportOptions, refuseByService } from '../run-options.ts';
import { type Retelling, retelling, retellingOf } from '../study/retelling.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

const PICTURES = ['html', 'svg', 'png'] as const;
/** What of a result is made of its ticks, and so cannot be had without them. */
const OF_TICKS = ['svg', 'png'] as const;

export const configure: Configure = (command) => {
  command.argument('<result>', 'a file that --format json wrote, or - for standard input');
  addReportOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  blackfriday compare --format json -o result.json
  blackfriday report result.json --html report.html   a page to send
  blackfriday report result.json --svg slides         a picture a chart
  blackfriday report result.json --format csv
  blackfriday report study.json --html study.html     of many seeds, a sweep, a tuning, chaos`,
    )
    .action(async (path: string, options: ReportOptions) => {
      const document = await readJson(path);
      const told = retellingOf(path, document) ?? resultOf(path, document, options);
      const pictures = await told.openPictures(options, [path]);
      try {
        if (wantsText(command, options)) await writeText(path, told, options);
        await pictures.write();
      } finally {
        pictures.discard();
      }
    });
};

function resultOf(path: string, document: unknown, options: ReportOptions): Retelling {
  const result = asResult(path, document);
  refuseWithoutTicks(path, result, options);
  refuseByService(options, result.arms[0]?.services !== undefined, path);
  return retelling(result, RESULT_PORTRAIT, (_, look) => {
    const own = { ...options, calls: false };
    const reporter = formatOf(own).create({ ...own, ...look });
    return replay(options.ticks ? result : withoutTicks(result), reporter);
  });
}

/** Who asks for pictures only has no need of a table. */
function wantsText(command: Command, options: ReportOptions): boolean {
  const asked = ['format', 'chart', 'output'].some(
    (option) => command.getOptionValueSource(option) === 'cli',
  );
  return asked || PICTURES.every((option) => options[option] === undefined);
}

async function writeText(path: string, told: Retelling, options: ReportOptions): Promise<void> {
  const output = openOutput(options.output, options, [path]);
  try {
    const pieces = told.write(options, {
      width: widthOf(output.screen, process.env),
      colour: wantsColour(output.screen, process.env, options.color),
    });
    await writePieces(output, pieces);
    output.commit();
  } finally {
    output.discard();
  }
}

function refuseWithoutTicks(path: string, { arms }: Result, options: ReportOptions): void {
  if (arms.some(({ ticks = [] }) => ticks.length > 0)) return;
  const asked = OF_TICKS.find((option) => options[option] !== undefined);
  if (asked === undefined) return;
  throw new UsageError(`--${asked} draws ticks, and ${path} holds none`);
}
