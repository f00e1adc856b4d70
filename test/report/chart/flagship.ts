import { readFileSync, writeFileSync } from 'node:fs';
import { DRAWINGS } from '../../../src/cli/drawings.ts';
import { armsOf } from '../../../src/experiment/arms.ts';
import { experiment } from '../../../src/experiment/experiment.ts';
import { loadScenario } from '../../../src/scenario/load.ts';

/** The picture that the README opens with. */
export const FILE = '.github/flagship.svg';

const SCENARIO = 'scenarios/black-friday.yaml';

/** The flagship's calls, drawn anew. */
export function flagshipPicture(): string {
  const source = { name: SCENARIO, text: readFileSync(SCENARIO, 'utf8') };
  const scenario = loadScenario(source, [], (file) => readFileSync(file, 'utf8'));
  const steps = experiment(scenario, armsOf(scenario), { ticks: true }, {});
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return DRAWINGS.find(({ name }) => name === 'calls')!.draw(step.value);
}

// `npm run picture`
if (process.argv[1]?.endsWith('flagship.ts') === true) writeFileSync(FILE, flagshipPicture());
