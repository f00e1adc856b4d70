import { VERSION } from '../kernel/version.ts';
import { scenarioAccounts } from '../scenario/describe.ts';
import { changeWords, wayWords } from '../scenario/describe-script.ts';
import type { Scenario } from '../scenario/schema.ts';
import { writtenForm } from '../scenario/written-form.ts';
import { scriptedServices } from './incident/scripted-services.ts';
import type { ScenarioHead, ScriptMark } from './result.ts';

/** What a result tells of its scenario. */
export function headOf(scenario: Scenario): ScenarioHead {
  const { name, title, story, seed, duration, tick, overrides, economics } = scenario;
  const ofServices = scriptedServices(scenario).flatMap(({ name: service, prefix, settings }) =>
    settings.script.map((entry) => ({
      ...mark(
        entry,
        changeWords(entry).map((words) => prefix + words),
      ),
      ...(service !== undefined && { service }),
    })),
  );
  const ofWays = (scenario.regions?.script ?? []).map((entry) => mark(entry, wayWords(entry)));
  const script = [...ofServices, ...ofWays];
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

function mark(
  entry: { readonly at: number; readonly for?: number | undefined },
  changes: readonly string[],
): ScriptMark {
  const untilMs = entry.for === undefined ? null : entry.at + entry.for;
  return { fromMs: entry.at, untilMs, changes };
}
