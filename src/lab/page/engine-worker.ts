import { runApart } from '../../experiment/apart.ts';
import { armsOf } from '../../experiment/arms.ts';
import { experiment, type Progress } from '../../experiment/experiment.ts';
import { Findings } from '../../experiment/study/findings.ts';
import { readStudy, type StudyState } from '../../experiment/study/read-study.ts';
import { beginStudy, runnerOf } from '../../experiment/study/run-study.ts';
import { sizeOf } from '../../experiment/study/seed-set.ts';
import { evidenceOf } from '../../report/lesson/evidence.ts';
import { stepRun } from '../../report/lesson/step-run.ts';
import { openLesson } from '../lessons.ts';
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

/** The engine, in a worker of the browser: it runs what it was asked for last. */
const scope = self as unknown as Worker;
const answer = (message: Answer) => scope.postMessage(message, []);

/** What is being done: one order, of which the next makes an end. */
interface Turn {
  readonly fromMs: number;
  /** When the engine last drew breath. */
  nowMs: number;
}

let present: Turn | undefined;

/** From now on this worker takes orders. */
export function takeOrders(): void {
  scope.addEventListener('message', ({ data, timeStamp }: MessageEvent<Order>) => {
    const turn: Turn = { fromMs: timeStamp, nowMs: timeStamp };
    present = turn;
    if (data.kind === 'run') void run(data, turn).catch(tellOf(data));
    if (data.kind === 'diary') void follow(data, turn).catch(tellOf(data));
    if (data.kind === 'step') void runStep(data, turn).catch(tellOf(data));
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

async function run({ id, material, arm }: RunOrder, turn: Turn): Promise<void> {
  const scenario = openMaterial(material, []);
  const apart = await led(runApart(scenario, armsOf(scenario)[arm]!), turn, (share) =>
    answer({ kind: 'progress', id, arm, share }),
  );
  if (apart === undefined) return;
  const { outcomes, cents } = apart.fates;
  const ms = turn.nowMs - turn.fromMs;
  scope.postMessage({ kind: 'arm', id, arm, apart, ms } satisfies Answer, [
    outcomes.buffer as ArrayBuffer,
    cents.buffer as ArrayBuffer,
  ]);
}

/** Runs it all again, for some of its orders. */
async function follow({ id, material, every }: DiaryOrder, turn: Turn): Promise<void> {
  const scenario = openMaterial(material, []);
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

async function runStep({ id, lesson, shipped, place }: StepOrder, turn: Turn): Promise<void> {
  const step = openLesson(lesson, shipped).steps[place]!;
  const finding = await led(stepRun(step), turn, () => {});
  if (finding !== undefined) answer({ kind: 'evidence', id, evidence: evidenceOf(step, finding) });
}

/** Progress is told at every so many-th breath: nobody looks more often. */
const TOLD = 5;

/** To the end; undefined where something else was asked for meanwhile, so that nobody waits for this any more. */
async function led<What>(
  steps: Generator<Progress, What>,
  turn: Turn,
  onProgress: (share: number) => void,
): Promise<What | undefined> {
  for (let breaths = 1; ; breaths++) {
    const step = steps.next();
    if (step.done === true) return step.value;
    turn.nowMs = await breath();
    if (turn !== present) return undefined;
    if (breaths % TOLD === 0) onProgress(step.value.atMs / step.value.durationMs);
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

/** Lets messages in that have arrived meanwhile, as a message to oneself comes after them; returns when that was. */
const { port1, port2 } = new MessageChannel();
port1.start();
function breath(): Promise<number> {
  return new Promise((resolve) => {
    port1.addEventListener('message', ({ timeStamp }) => resolve(timeStamp), { once: true });
    port2.postMessage(null, []);
  });
}
