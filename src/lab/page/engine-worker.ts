import { armsOf } from '../../experiment/arms.ts';
import { experiment, type Progress } from '../../experiment/experiment.ts';
import type { ArmResult, Result } from '../../experiment/result.ts';
import { Findings } from '../../experiment/study/findings.ts';
import { readStudy, type StudyState } from '../../experiment/study/read-study.ts';
import { beginStudy, runnerOf } from '../../experiment/study/run-study.ts';
import { sizeOf } from '../../experiment/study/seed-set.ts';
import { evidenceOf, type Finding } from '../../report/lesson/evidence.ts';
import type { LessonStep } from '../../scenario/lesson.ts';
import { loadScenario } from '../../scenario/load.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { writtenForm } from '../../scenario/written-form.ts';
import { openLesson } from '../lessons.ts';
import type { Material } from '../material.ts';
import { openMaterial } from '../material.ts';
import type {
  Answer,
  Diary,
  DiaryOrder,
  GatherOrder,
  Order,
  RunOrder,
  SeedsOrder,
  StepOrder,
} from '../messages.ts';
import { thinned } from '../thinned.ts';

/** The engine, in a worker of the browser: it runs what it was asked for last. */
const scope = self as unknown as Worker;
const answer = (message: Answer) => scope.postMessage(message, []);

let wanted = 0;
/** From now on this worker takes orders. */
export function takeOrders(): void {
  scope.addEventListener('message', ({ data }: MessageEvent<Order>) => {
    wanted++;
    if (data.kind === 'run') void run(data, wanted).catch(tellOf(data));
    if (data.kind === 'diary') void follow(data, wanted).catch(tellOf(data));
    if (data.kind === 'step') void runStep(data, wanted).catch(tellOf(data));
    if (data.kind === 'seeds') runSeeds(data);
    if (data.kind === 'gather') gather(data);
  });
}

/** Of the one plan that this worker was started for. */
let runner: ReturnType<typeof runnerOf> | undefined;

function runSeeds({ plan, task }: SeedsOrder): void {
  try {
    runner ??= runnerOf(plan);
    answer({ kind: 'found', findings: runner(task).toJSON() });
  } catch (error) {
    answer({ kind: 'failed', id: 0, message: messageOf(error) });
  }
}

async function run({ id, material, thinning }: RunOrder, turn: number): Promise<void> {
  const scenario = scenarioOf(material, thinning);
  const steps = experiment(scenario, armsOf(scenario), { ticks: true }, {});
  const result = await led(steps, turn, (progress) => answer({ kind: 'progress', id, progress }));
  if (result !== undefined) answer({ kind: 'result', id, thinning, result });
}

/** Runs it all again, for some of its orders. */
async function follow({ id, material, every }: DiaryOrder, turn: number): Promise<void> {
  const scenario = scenarioOf(material, 1);
  const plans = armsOf(scenario);
  const entries = new Map(
    plans.map(({ name }) => [name as string, [] as Diary['entries'][number][]]),
  );
  const steps = experiment(
    scenario,
    plans,
    { ticks: false, followsEvery: every },
    { onHappening: (arm, order, happening) => entries.get(arm)!.push([order, happening]) },
  );
  const result = await led(steps, turn, () => {});
  if (result === undefined) return;
  const diaries = [...entries].map(([arm, own]): Diary => ({ arm, entries: own }));
  answer({ kind: 'diaries', id, diaries });
}

async function runStep({ id, lesson, shipped, place }: StepOrder, turn: number): Promise<void> {
  const step = openLesson(lesson, shipped).steps[place]!;
  const finding = await findingOf(step, turn);
  if (finding !== undefined) answer({ kind: 'evidence', id, evidence: evidenceOf(step, finding) });
}

/** One run, or one on each of its seeds. */
async function findingOf(
  { scenario, seeds }: LessonStep,
  turn: number,
): Promise<Finding | undefined> {
  const plans = armsOf(scenario);
  if (seeds === null) {
    const steps = experiment(scenario, plans, { ticks: true }, {});
    const result = await led(steps, turn, () => {});
    return result && { kind: 'run', result, calls: [] };
  }
  const runs: (readonly ArmResult[])[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const steps = experiment({ ...scenario, seed }, plans, { ticks: false }, {});
    const result = await led(steps, turn, () => {});
    if (result === undefined) return undefined;
    runs.push(result.arms);
  }
  return { kind: 'study', study: { arms: plans.map(({ name }) => name), runs } };
}

/** To the end; undefined where something else was asked for meanwhile, so that nobody waits for this any more. */
async function led(
  steps: ReturnType<typeof experiment>,
  turn: number,
  onProgress: (progress: Progress) => void,
): Promise<Result | undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await breath();
    if (turn !== wanted) return undefined;
    onProgress(step.value);
  }
}

/** Of the one study that this worker gathers. */
let gathering: StudyState | undefined;

function gather({ plan, seeds, findings }: GatherOrder): void {
  gathering ??= beginStudy(plan, [{ from: 1, count: seeds }], null);
  const [all] = gathering.findings;
  all!.merge(Findings.from(findings));
  const done = sizeOf(all!.seeds);
  answer({ kind: 'gathered', done, study: done < seeds ? null : readStudy(gathering) });
}

function tellOf({ id }: { readonly id: number }): (error: unknown) => void {
  return (error) => answer({ kind: 'failed', id, message: messageOf(error) });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function scenarioOf(material: Material, thinning: number): Scenario {
  const scenario = openMaterial(material, []);
  if (thinning === 1) return scenario;
  const text = JSON.stringify(thinned(writtenForm(scenario), thinning));
  return { ...loadScenario({ name: material.name, text }, [], () => ''), title: scenario.title };
}

/** Lets messages in that have arrived meanwhile: a message to oneself comes after them. */
const { port1, port2 } = new MessageChannel();
port1.start();
function breath(): Promise<void> {
  return new Promise((resolve) => {
    port1.addEventListener('message', () => resolve(), { once: true });
    port2.postMessage(null, []);
  });
}
