import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { StudyPlan } from '../../experiment/study/plan.ts';
import { builtFile } from '../shipped.ts';

/** A thread for the tasks of a plan: from the bundle, or from the source where this is source itself. */
export function startWorker(plan: StudyPlan): Worker {
  const options = { workerData: plan, env: process.env };
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(pathToFileURL(builtFile('study-worker.js')), options);
  }
  const entry = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  // Node 20 gives a thread no loader of the one that starts it.
  const loader = JSON.stringify(
    new URL('../../../node_modules/tsx/dist/esm/api/index.mjs', import.meta.url).href,
  );
  const code = `import(${loader}).then(({ register }) => { register(); return import(${entry}); });`;
  return new Worker(code, { ...options, eval: true });
}
