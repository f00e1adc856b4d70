import { recordedScenario } from '../../experiment/recording/recorded-scenario.ts';
import { unknownsOf } from '../../experiment/recording/unknowns.ts';
import { createPaint } from '../../report/paint.ts';
import { recordingText } from '../../report/recording/account.ts';
import { recordingJson } from '../../report/recording/json.ts';
import type { ToldRecording } from '../../report/recording/told-recording.ts';
import { EXIT } from '../exit-code.ts';
import { heedInterruption } from '../interruption.ts';
import { type Output, openOutput } from '../output.ts';
import { progressLine } from '../progress.ts';
import { openRecording } from '../record/open-recording.ts';
import {
  addRecordOptions,
  askingOf,
  type RecordOptions,
  readingOf,
} from '../record/record-options.ts';
import { retold, UNNAMED } from '../record/simulated.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command, session) => {
  addRecordOptions(command)
    .addHelpText(
      'after',
      `
What was recorded becomes a scenario: arrivals, latency, and a script of what went wrong and when. It is simulated at
once, and held against the recording; what no recording can tell is named, with commands to vary it.
More: blackfriday help record

Examples:
  blackfriday record --from access.log --path /checkout -o friday.yaml
  blackfriday record --from metrics.csv.gz --format json
  zcat access.log.*.gz | blackfriday record --from - --start 2026-11-27T00:00:00Z --end 2026-11-27T01:00:00Z
  blackfriday record --from http://localhost:9090 --match 'service="order"' --step 30s
  blackfriday record --from http://localhost:9090 --query-rate 'sum(rate(payments_total[1m]))'`,
    )
    .action(async (options: RecordOptions) => {
      session.exitCode = await record(options);
    });
};

async function record(options: RecordOptions): Promise<number> {
  // First of all: what may not be written is not worth a long run.
  const file = outputOf(options);
  try {
    return await recordTo(file, options);
  } finally {
    file?.discard();
  }
}

async function recordTo(file: Output | null, options: RecordOptions): Promise<number> {
  const recording = await openRecording(options.from, readingOf(options), askingOf(options));
  const made = recordedScenario(recording);
  const interruption = heedInterruption();
  const wanted = !options.quiet;
  const progress = progressLine(process.stderr, { wanted, ascii: options.ascii });
  try {
    const { scenario, yaml, result, reproduction, nearestLimit } = await retold(recording, made, {
      progress,
      interruption,
      ascii: options.ascii,
    });
    progress.erase();
    const told: ToldRecording = {
      recording,
      scenario,
      head: result.scenario,
      yaml,
      reproduction,
      unknowns: unknownsOf(recording, scenario, nearestLimit, options.output ?? UNNAMED),
      interruptedAtMs: result.partial?.untilMs ?? null,
    };
    await writeYaml(yaml, file, options);
    if (options.format === 'json') process.stdout.write(recordingJson(told));
    else if (wanted) tellAccount(told, options);
    return result.partial === undefined ? EXIT.good : EXIT.interrupted;
  } finally {
    progress.erase();
    interruption.release();
  }
}

function outputOf({ output, force, from, quiet }: RecordOptions): Output | null {
  const inputs = /^https?:/i.test(from) ? [] : [from];
  return output === undefined ? null : openOutput(output, { force, quiet }, inputs);
}

async function writeYaml(
  yaml: string,
  file: Output | null,
  { format }: RecordOptions,
): Promise<void> {
  if (file !== null) {
    await file.write(yaml);
    file.commit();
  } else if (format === 'yaml') process.stdout.write(yaml);
}

function tellAccount(told: ToldRecording, { everyStep, ascii, color }: RecordOptions): void {
  const { stderr, env } = process;
  const paint = createPaint({ colour: wantsColour(stderr, env, color), ascii });
  const text = recordingText(told, { width: widthOf(stderr, env), everyStep }, paint);
  stderr.write(`${process.stdout.isTTY ? '\n' : ''}${text}`);
}
