import { setImmediate } from 'node:timers/promises';
import { armsOf } from '../../experiment/arms.ts';
import { experiment } from '../../experiment/experiment.ts';
import {
  distanceOf,
  explains,
  finer,
  type LimitSearch,
  limited,
  limitSearchOf,
} from '../../experiment/recording/capacity.ts';
import type { RecordedScenario } from '../../experiment/recording/recorded-scenario.ts';
import { recordedYaml } from '../../experiment/recording/recorded-yaml.ts';
import {
  edgesOf,
  type Reproduction,
  reproductionOf,
} from '../../experiment/recording/reproduction.ts';
import type { Result } from '../../experiment/result.ts';
import { loadScenario } from '../../scenario/load.ts';
import type { Recording } from '../../scenario/recording/recording.ts';
import type { Interruption } from '../interruption.ts';
import { type ProgressLine, progressText } from '../progress.ts';

/** What the scenario is called in the commands where it is not written to a file. */
export const UNNAMED = 'recorded.yaml';

/** A scenario that was made of a recording, run and held against it. */
export interface Retold {
  readonly scenario: RecordedScenario;
  /** The very text that ran. */
  readonly yaml: string;
  readonly result: Result;
  readonly reproduction: Reproduction;
  /** The limit that came nearest; null where none was tried. */
  readonly nearestLimit: number | null;
}

/** What goes on while it is run. */
export interface Watch {
  readonly progress: ProgressLine;
  readonly interruption: Interruption;
  readonly ascii: boolean;
}

/** Beyond so many requests no limit is looked for: each that is tried is a run. */
const MOST_REQUESTS = 2_000_000;

/** Runs the scenario; where latency rises with the rate, also with limits in the place of the script. */
export async function retold(
  recording: Recording,
  made: RecordedScenario,
  watch: Watch,
): Promise<Retold> {
  const script = await run(recording, made, watch);
  const requests = recording.steps.reduce((sum, step) => sum + step.requests, 0);
  const search = requests > MOST_REQUESTS ? null : limitSearchOf(recording, made);
  if (search === null || script.result.partial !== undefined) return script;
  const coarse = await best(recording, made, search, search.coarse, undefined, watch);
  const limit = await best(
    recording,
    made,
    search,
    finer(coarse!.scenario.capacity!),
    coarse,
    watch,
  );
  const neither = await run(recording, limited(made, search, null, recording), watch);
  const [one, other, none] = [limit!, script, neither].map((each) => distanceOf(each.reproduction));
  const isBetter = explains(one!, other!, none!) && limit!.result.partial === undefined;
  return { ...(isBetter ? limit! : script), nearestLimit: limit!.scenario.capacity };
}

/** The nearest to the recording of all that are tried, and of the one that was best before. */
async function best(
  recording: Recording,
  made: RecordedScenario,
  search: LimitSearch,
  capacities: readonly number[],
  before: Retold | undefined,
  watch: Watch,
): Promise<Retold | undefined> {
  let nearest = before;
  for (const capacity of capacities) {
    if (watch.interruption.requested && nearest !== undefined) break;
    const one = await run(recording, limited(made, search, capacity, recording), watch);
    const isNearer =
      nearest === undefined || distanceOf(one.reproduction) < distanceOf(nearest.reproduction);
    if (isNearer && one.result.partial === undefined) nearest = one;
    nearest ??= one;
  }
  return nearest;
}

async function run(
  recording: Recording,
  made: RecordedScenario,
  { progress, interruption, ascii }: Watch,
): Promise<Retold> {
  const yaml = recordedYaml(recording, made);
  const scenario = loadScenario({ name: UNNAMED, text: yaml }, [], () => '');
  const steps = experiment(scenario, armsOf(scenario), { ticks: true }, {});
  for (;;) {
    const step = steps.next(interruption.requested);
    if (step.done === true) {
      const result = step.value;
      const reproduction = reproductionOf(recording, result.arms[0]!, edgesOf(made));
      return { scenario: made, yaml, result, reproduction, nearestLimit: null };
    }
    progress.show(() => progressText(step.value, ascii));
    await setImmediate();
  }
}
