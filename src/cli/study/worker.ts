import { parentPort, workerData } from 'node:worker_threads';
import type { StudyPlan, Task } from '../../experiment/study/plan.ts';
import { runnerOf } from '../../experiment/study/run-study.ts';
import { type Answer, failed } from './messages.ts';

/** The thread that runs tasks of the one plan that it was started for, one after the other. */
const run = runnerOf(workerData as StudyPlan);
const port = parentPort!;

port.on('message', (task: Task) => port.postMessage(answerTo(task)));

function answerTo(task: Task): Answer {
  const start = performance.now();
  try {
    const findings = run(task).toJSON();
    return { kind: 'found', findings, ms: performance.now() - start };
  } catch (error) {
    return failed(error);
  }
}
