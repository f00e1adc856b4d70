import type { Scenario } from '../../scenario/schema.ts';

/** What makes two scenarios the same, however their settings are written and whoever set them. */
export function essenceOf(scenario: Scenario): string {
  const { overrides: _, warnings: _w, ...rest } = scenario;
  return JSON.stringify(rest);
}
