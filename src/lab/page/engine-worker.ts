import { armsOf } from '../../experiment/arms.ts';
import { experiment } from '../../experiment/experiment.ts';
import { runnerOf } from '../../experiment/study/run-study.ts';
import { loadScenario } from '../../scenario/load.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { writtenForm } from '../../scenario/written-form.ts';
import { openMaterial } from '../material.ts';
import type { Answer, Order, RunOrder, SeedsOrder } from '../messages.ts';
import { thinned } from '../thinned.ts';

/** The engine, in a worker of the browser: it runs what it was asked for last. */
const scope = self as unknown as Worker;
const answer = (message: Answer) => scope.postMessage(message, []);

let wanted = 0;
scope.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  wanted++;
  if (data.kind === 'run') void run(data, wanted);
  if (data.kind === 'seeds') runSeeds(data);
});

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

async function run(order: RunOrder, turn: number): Promise<void> {
  const { id, thinning } = order;
  try {
    const scenario = scenarioOf(order);
    const steps = experiment(scenario, armsOf(scenario), { ticks: true }, {});
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        answer({ kind: 'result', id, thinning, result: step.value });
        return;
      }
      await breath();
      // Something else was asked for meanwhile: nobody waits for this any more.
      if (turn !== wanted) return;
      answer({ kind: 'progress', id, progress: step.value });
    }
  } catch (error) {
    answer({ kind: 'failed', id, message: messageOf(error) });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function scenarioOf({ material, thinning }: RunOrder): Scenario {
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
