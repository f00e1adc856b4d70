import { VERSION } from '../kernel/version.ts';
import { scenarioAccounts } from '../scenario/describe.ts';
import { changeWords } from '../scenario/describe-script.ts';
import type { Scenario } from '../scenario/schema.ts';
import { writtenForm } from '../scenario/written-form.ts';
import { scriptedServices } from './incident/scripted-services.ts';
import type { ScenarioHead } from './result.ts';

/** What a result tells of its scenario. */
export function headOf(scenario: Scenario): ScenarioHead {
  const { name, title, story, seed, duration, tick, overrides, economics } = scenario;
  const script = scriptedServices(scenario).flatMap(({ name, prefix, settings }) =>
    settings.script.map((entry) => ({
      fromMs: entry.at,
      untilMs: entry.for === undefined ? null : entry.at + entry.for,
      changes: changeWords(entry).map((words) => prefix + words),
      ...(name !== undefined && { service: name }),
    })),
  );
  return {
    name,
    title,
    seed,
    durationMs: duration,
    tickMs: tick,
    version: VERSION,
    overrides,
    settings: writtenForm(scenario),
    ...(story !== '' && { story }),
    accounts: scenarioAccounts(scenario),
    ...(economics !== undefined && economics.currency !== '' && { currency: economics.currency }),
    ...(script.length > 0 && { script }),
  };
}
