import { overloadSentence } from './overload.ts';
import type { Scenario } from './schema.ts';

/** What of a scenario is no mistake and yet worth a word before it is run, a sentence each. */
export function warningsOf(scenario: Omit<Scenario, 'warnings'>): string[] {
  return [overloadSentence(scenario)].filter((warning) => warning !== '');
}
