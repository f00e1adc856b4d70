import { armAsWritten } from '../../experiment/arms.ts';
import { readRequest } from '../../experiment/study/tune/request.ts';
import { readDocument } from '../../scenario/document.ts';
import type { ScenarioSource } from '../../scenario/load.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** Throws ScenarioError with every mistake in what a scenario says of its tuning. */
export function checkTuneBlock(scenario: Scenario, { name, text }: ScenarioSource): void {
  const nothing = {
    maximise: undefined,
    minimise: undefined,
    candidates: undefined,
    against: null,
  };
  const arm = armAsWritten(scenario).name;
  readRequest(scenario, readDocument(name, text), arm, { vary: [], constraint: [], ...nothing });
}
