import { parse } from 'yaml';
import { armAsWritten } from '../../experiment/arms.ts';
import { planOf } from '../../experiment/study/plan.ts';
import { tuneResult } from '../../experiment/study/tune/assemble.ts';
import { DOUBT, type TrialNumbers } from '../../experiment/study/tune/defaults.ts';
import { fieldOf } from '../../experiment/study/tune/field.ts';
import { rowValues, sampleOf } from '../../experiment/study/tune/measure.ts';
import {
  readRequest,
  type TuneRequest,
  type TuneWishes,
} from '../../experiment/study/tune/request.ts';
import { chaosTrials, storyTrials } from '../../experiment/study/tune/trials.ts';
import type { TuneResult } from '../../experiment/study/tune/tune-result.ts';
import { type Tuning, type TuningPlan, tune } from '../../experiment/study/tune/tuning.ts';
import { EVEN } from '../../experiment/verdict/winner.ts';
import { count } from '../../report/figures.ts';
import type { SheetFormat } from '../../report/sheet/format.ts';
import { withoutBlocks } from '../../scenario/bare.ts';
import { readDocument } from '../../scenario/document.ts';
import { applyOverrides, type Override, setOption } from '../../scenario/overrides.ts';
import { scenarioSchema } from '../../scenario/schema.ts';
import { settled } from '../../scenario/settled.ts';
import { EXIT } from '../exit-code.ts';
import { heedInterruption, type Interruption } from '../interruption.ts';
import { openOutput, writePieces } from '../output.ts';
import { openPictures, type PictureOptions } from '../pictures.ts';
import { progressLine } from '../progress.ts';
import type { OpenedScenario } from '../scenario-file.ts';
import { tell } from '../tell.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { Crew } from './crew.ts';
import { type HandsWish, openHands } from './hands-option.ts';
import { TUNING_PORTRAIT } from './portraits.ts';
import { studyProgressText } from './study-progress.ts';

/** How a scenario is to be tuned. */
export interface TuneRun {
  readonly wishes: TuneWishes;
  readonly trials: TrialNumbers;
  readonly hands: HandsWish;
  readonly format: SheetFormat<TuneResult>;
  /** Where the scenario with the recommended settings goes. */
  readonly output: string | null;
  readonly look: Look;
}

interface Look extends PictureOptions {
  readonly color: boolean;
  readonly ascii: boolean;
}

/** What a candidate is run without: its arm is one, and its constraints are looked after here. */
const NOT_OF_CANDIDATES = ['arms', 'thresholds', 'tune'];

/** Tunes, prints what came of it, writes the scenario where that is wanted, and answers the exit code. */
export async function tuneScenario(
  opened: OpenedScenario,
  overrides: readonly Override[],
  run: TuneRun,
): Promise<number> {
  const { scenario, source, files } = opened;
  const arm = armAsWritten(scenario).name;
  const request = readRequest(scenario, readDocument(source.name, source.text), arm, run.wishes);
  const field = fieldOf(planOfCandidates(opened, overrides), request.varied, request.candidates);
  const interruption = heedInterruption();
  const output = run.output === null ? null : openOutput(run.output, run.look, files);
  const pictures = await openPictures(TUNING_PORTRAIT, run.look, files);
  const hands = await openHands(run.hands, run.look);
  const trials = run.wishes.against === null ? storyTrials(scenario) : chaosTrials(scenario);
  const { first, most, confirmation } = run.trials;
  const crew = new Crew(field, trials, hands);
  try {
    const plan: TuningPlan = {
      designs: field.designs,
      sizes: request.varied.map(({ values }) => values.length),
      today: field.todayAt,
      isSound: field.isSound,
      seed: scenario.seed,
      rules: { first, most, doubt: DOUBT, even: EVEN },
      confirmation,
    };
    const tuning = await race(plan, request, { crew, interruption, look: run.look });
    const facts = { field, ...request, arm, seed: scenario.seed, trials, confirmation };
    const result = tuneResult(tuning, { ...facts, title: scenario.title });
    await print(result, run);
    await pictures.write(result);
    if (interruption.requested) return EXIT.interrupted;
    if (output !== null) {
      await output.write(tunedText(opened, overrides, result));
      output.commit();
    }
    return EXIT.good;
  } finally {
    await crew.close();
    await hands.close();
    interruption.release();
    pictures.discard();
    output?.discard();
  }
}

function planOfCandidates(
  { scenario, source, texts }: OpenedScenario,
  overrides: readonly Override[],
) {
  const hasBreaker = scenario.orderService.pipeline.some(({ policy }) => policy === 'breaker');
  return planOf({
    command: ['tune', source.name],
    source: { name: source.name, text: withoutBlocks(source.text, NOT_OF_CANDIDATES) },
    files: texts,
    overrides: overrides.filter(
      (one) =>
        'assignment' in one &&
        !NOT_OF_CANDIDATES.includes(one.assignment.split(/[.=[]/)[0]!.trim()),
    ),
    arms: [hasBreaker ? 'with breaker' : 'as written'],
    cells: [],
    ticks: false,
  });
}

interface Racing {
  readonly crew: Crew;
  readonly interruption: Interruption;
  readonly look: Look;
}

async function race(
  plan: TuningPlan,
  { aim, constraints }: TuneRequest,
  { crew, interruption, look }: Racing,
): Promise<Tuning> {
  const progress = progressLine(process.stderr, { wanted: !look.quiet, ascii: look.ascii });
  const algorithm = tune(plan);
  try {
    let step = algorithm.next(null);
    while (step.done !== true) {
      const run = step.value;
      const start = performance.now();
      const of = run.designs.length * run.replications;
      let done = 0;
      const times = await crew.run(run, {
        interruption,
        read: (findings) => sampleOf(rowValues(findings), aim, constraints),
        onRun: ({ words }) => {
          done++;
          progress.show(() => {
            const round = studyProgressText({ done, of }, performance.now() - start, look.ascii);
            return `${count(run.designs.length)} candidates: ${round}${words}`;
          });
        },
      });
      step = algorithm.next(times);
    }
    return step.value;
  } finally {
    progress.erase();
  }
}

async function print(result: TuneResult, { format, look }: TuneRun): Promise<void> {
  const stdout = openOutput('-', look);
  await writePieces(
    stdout,
    format.write(result, {
      ...look,
      width: widthOf(process.stdout, process.env),
      colour: wantsColour(process.stdout, process.env, look.color),
    }),
  );
}

/** The file with what the options set in it and what is recommended, in its own words otherwise. */
function tunedText(
  { source }: OpenedScenario,
  overrides: readonly Override[],
  { recommended }: TuneResult,
): string {
  const set = overrides.filter(({ option }) => /^--(?:set|pipeline) /.test(option));
  const found = Object.entries(recommended).map(([path, value]) => setOption(`${path}=${value}`));
  const after = applyOverrides(parse(source.text), [...set, ...found], scenarioSchema);
  const text = settled(source.text, after.value);
  if (text === undefined) {
    tell('The settings that are recommended:');
    for (const { assignment } of found) tell(`  ${assignment}`);
    throw new UsageError(
      `cannot put them into ${source.name}: it shares settings by anchors that would have to differ`,
    );
  }
  return text;
}
