import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { newVisit } from './browser.ts';
import { flagshipJson } from './report-page.ts';

/** Answers a scenario with the result of comparing its arms, as the terminal's JSON. */
const WORKER = `
  import { armsOf, experiment, loadScenario } from './src/simulation.ts';
  import { jsonText } from './src/report/json.ts';
  onmessage = ({ data }) => {
    const scenario = loadScenario(data, [], () => '');
    const running = experiment(scenario, armsOf(scenario), { ticks: true }, {});
    let step = running.next();
    while (!step.done) step = running.next();
    postMessage([...jsonText(step.value)].join(''));
  };`;

test('the engine runs in a Web Worker, and says byte for byte what the terminal says', async (context) => {
  const { page, faults } = await newVisit(context);
  const bundled = await build({
    stdin: { contents: WORKER, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'browser',
    write: false,
  });
  const code = JSON.stringify(bundled.outputFiles[0]!.text);
  const scenario = JSON.stringify({
    name: 'black-friday.yaml',
    text: readFileSync('scenarios/black-friday.yaml', 'utf8'),
  });
  const json = await page.evaluate<string>(`new Promise((resolve, reject) => {
    const worker = new Worker(URL.createObjectURL(new Blob([${code}])));
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(${scenario});
  })`);
  expect(json).toBe(await flagshipJson());
  expect(faults).toEqual([]);
});
