import { loadScenario } from '../../src/scenario/load.ts';
import { type Override, setOption } from '../../src/scenario/overrides.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import type { Scenario } from '../../src/scenario/schema.ts';

/** Files beside the scenario, by name. */
export type Files = Readonly<Record<string, string>>;

export const SOUND = `duration: 10m
traffic: { arrivals: poisson, startRate: 3/s }
paymentService: { latency: 200ms }
`;

export function load(
  text: string,
  sets: readonly (string | Override)[] = [],
  files: Files = {},
): Scenario {
  const overrides = sets.map((one) => (typeof one === 'string' ? setOption(one) : one));
  return loadScenario({ name: 'shop.yaml', text }, overrides, (file) => {
    const content = files[file];
    if (content === undefined) throw new Error(`${file} does not exist`);
    return content;
  });
}

/** The message that a person gets. */
export function complaint(
  text: string,
  sets: readonly (string | Override)[] = [],
  files: Files = {},
): string {
  try {
    load(text, sets, files);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  throw new Error('the scenario was accepted');
}
