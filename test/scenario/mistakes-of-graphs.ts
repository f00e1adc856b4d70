import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';

export const TRAFFIC = { arrivals: 'evenly-spaced', startRate: 10 };
export const work = { latency: '10ms' };

/** Every mistake, as `setting: found, expected …`. */
export function mistakesOf(services: Written, more: Written = {}): string[] {
  try {
    scenarioOf({ duration: '1m', traffic: TRAFFIC, services, ...more });
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.problems.map(
      ({ setting, found, expected, suggestion }) =>
        `${setting}: ${found}; ${expected}${suggestion === undefined ? '' : `; ${suggestion}?`}`,
    );
  }
}
