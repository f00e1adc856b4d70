import { setImmediate } from 'node:timers/promises';
import type { ArmPlan } from '../experiment/arms.ts';
import { experiment } from '../experiment/experiment.ts';
import type { Observer } from '../experiment/observer.ts';
import type { Result } from '../experiment/result.ts';
import { durationText } from '../kernel/quantity-text.ts';
import { count } from '../report/figures.ts';
import type { Reporter } from '../report/reporter.ts';
import { withoutTicks } from '../report/without-ticks.ts';
import { EXIT } from './exit-code.ts';
import { heedInterruption, type Interruption } from './interruption.ts';
import { refuseTooManyTicks } from './memory.ts';
import { type Output, openOutput, writePieces } from './output.ts';
import { openPictures, RESULT_PORTRAIT } from './pictures.ts';
import { type ProgressLine, progressLine, progressText } from './progress.ts';
import { formatOf, type RunOptions, refuseByService } from './run-options.ts';
import type { OpenedScenario } from './scenario-file.ts';
import type { Session } from './session.ts';
import { tell } from './tell.ts';
import { wantsColour, widthOf } from './terminal.ts';

/** Runs the arms, writes the result as the options want it, and answers the exit code. */
export async function simulate(
  { scenario, files }: OpenedScenario,
  arms: readonly ArmPlan[],
  options: RunOptions,
  session: Session,
): Promise<number> {
  session.seed = scenario.seed;
  const format = formatOf(options);
  refuseByService(options, scenario.services !== undefined, scenario.name);
  const inText = format.keepsTicks && options.ticks && !options.calls;
  const pictures = await openPictures(RESULT_PORTRAIT, options, files);
  const ticks = pictures.areWanted || inText;
  if (ticks) refuseTooManyTicks(scenario, arms.length);
  const interruption = heedInterruption();
  const output = openOutput(options.output, options, files);
  const reporter = format.create({
    ...options,
    width: widthOf(output.screen, process.env),
    colour: wantsColour(output.screen, process.env, options.color),
  });
  const progress = progressLine(process.stderr, { wanted: !options.quiet, ascii: options.ascii });
  try {
    const said: string[] = [];
    const observer = observerOf(reporter, said, options.calls);
    const steps = experiment(scenario, arms, { ticks }, observer);
    const { ascii } = options;
    const result = await advance(steps, said, { output, progress, interruption, ascii });
    progress.erase();
    await writeResult(result, { reporter, output, inText });
    await pictures.write(result);
    return conclude(result, options.quiet);
  } finally {
    progress.erase();
    interruption.release();
    output.discard();
    pictures.discard();
  }
}

/** A result in the form of its reporter; `inText`: with its ticks. */
export async function writeResult(
  result: Result,
  { reporter, output, inText }: { reporter: Reporter; output: Output; inText: boolean },
): Promise<void> {
  await writePieces(output, reporter.end(inText ? result : withoutTicks(result)));
  output.commit();
}

interface Run {
  readonly output: Output;
  readonly progress: ProgressLine;
  readonly ascii: boolean;
  readonly interruption: Interruption;
}

/** Between two slices of work the process must breathe: signals and full pipes are heeded only then. */
async function advance(
  steps: ReturnType<typeof experiment>,
  said: string[],
  { output, progress, interruption, ascii }: Run,
): Promise<Result> {
  for (;;) {
    const step = steps.next(interruption.requested);
    if (said.length > 0) {
      progress.erase();
      await output.write(said.splice(0).join(''));
    }
    if (step.done === true) return step.value;
    const { value } = step;
    progress.show(() => progressText(value, ascii));
    await setImmediate();
  }
}

/** Whatever the reporter makes of events waits in `said`, because events come while work is done. */
function observerOf(reporter: Reporter, said: string[], calls: boolean): Observer {
  const say = (text: string | undefined) => {
    if (text !== undefined && text !== '') said.push(text);
  };
  return {
    onStart: (head, arms) => say(reporter.start?.(head, arms)),
    // A tick that nobody reads is not made up.
    ...(reporter.tick && { onTick: (arm, tick) => say(reporter.tick?.(arm, tick)) }),
    onTransition: (arm, transition) => say(reporter.transition?.(arm, transition)),
    ...(calls ? { onCall: (record) => say(reporter.call?.(record)) } : {}),
  };
}

/** Tells of thresholds that failed and of a result that is partial, and answers the exit code. */
export function conclude(result: Result, quiet: boolean): number {
  if (result.partial !== undefined) {
    const until = durationText(result.partial.untilMs);
    tell(`Interrupted: the result is partial, it ends at ${until}.`);
    return EXIT.interrupted;
  }
  const thresholds = result.thresholds ?? [];
  const failed = thresholds.filter(({ verdict }) => verdict === 'failed').length;
  if (failed === 0) return EXIT.good;
  if (!quiet) {
    tell(`${count(failed)} of ${count(thresholds.length)} thresholds failed.`);
  }
  return EXIT.thresholdFailed;
}
