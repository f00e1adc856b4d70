import type { ArmPlan } from '../../experiment/arms.ts';
import type { Result } from '../../experiment/result.ts';
import type { Reporter } from '../../report/reporter.ts';
import type { Override } from '../../scenario/overrides.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { heedInterruption } from '../interruption.ts';
import { openOutput } from '../output.ts';
import { openPictures, RESULT_PORTRAIT } from '../pictures.ts';
import { formatOf, type RunOptions, refuseByService } from '../run-options.ts';
import type { OpenedScenario } from '../scenario-file.ts';
import type { Session } from '../session.ts';
import { conclude, writeResult } from '../simulate.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import type { LiveOptions } from './live-options.ts';
import { measure, onScale, refuseUnreal } from './measure.ts';

/** What is run on real services, and what becomes of it. */
interface LiveTask {
  readonly opened: OpenedScenario;
  readonly overrides: readonly Override[];
  readonly armsIn: (scenario: Scenario) => readonly ArmPlan[];
  /** What is written in the place of what was measured. */
  readonly told: (real: Result, scenario: Scenario, arms: readonly ArmPlan[]) => Result;
}

/** Runs the arms on real services, writes what is told as the options want it, and answers the exit code. */
export async function simulateLive(
  { opened, overrides, armsIn, told }: LiveTask,
  options: RunOptions & LiveOptions,
  session: Session,
): Promise<number> {
  const scenario = onScale(opened, options);
  const arms = armsIn(scenario);
  session.seed = scenario.seed;
  refuseUnreal(scenario, arms, options.redis !== undefined);
  const format = formatOf({ ...options, calls: false });
  refuseByService(options, scenario.services !== undefined, scenario.name);
  const { files } = opened;
  const pictures = await openPictures(RESULT_PORTRAIT, options, files);
  const interruption = heedInterruption(['SIGINT', 'SIGTERM']);
  const output = openOutput(options.output, options, files);
  const reporter = format.create({
    ...options,
    calls: false,
    width: widthOf(output.screen, process.env),
    colour: wantsColour(output.screen, process.env, options.color),
  });
  try {
    const measuring = { opened, overrides, options, interruption };
    const result = told(await measure(scenario, arms, measuring), scenario, arms);
    await output.write(eventsOf(result, reporter));
    const inText = format.keepsTicks && options.ticks;
    await writeResult(result, { reporter, output, inText });
    await pictures.write(result);
    return conclude(result, options.quiet);
  } finally {
    interruption.release();
    output.discard();
    pictures.discard();
  }
}

/** What a reporter makes of events, which of real services are told once all is known. */
function eventsOf({ scenario, arms }: Result, reporter: Reporter): string {
  const start = reporter.start?.(
    scenario,
    arms.map(({ name }) => name),
  );
  const events = arms.flatMap(({ name, ticks = [], transitions }) => [
    ...ticks.map((tick) => reporter.tick?.(name, tick)),
    ...transitions.map((transition) => reporter.transition?.(name, transition)),
  ]);
  return [start, ...events].join('');
}
