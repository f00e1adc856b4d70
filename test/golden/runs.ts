import { openScenarioFile } from '../../src/cli/scenario-file.ts';
import { armsOf } from '../../src/experiment/arms.ts';
import { experiment } from '../../src/experiment/experiment.ts';
import type { Observer } from '../../src/experiment/observer.ts';
import type { Result } from '../../src/experiment/result.ts';
import { setOption } from '../../src/scenario/overrides.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { reporterOf } from '../report/reporting.ts';

/** A shipped scenario, with settings as `--set` takes them. */
export function shipped(name: string, settings: readonly string[] = []): Scenario {
  return openScenarioFile(name, settings.map(setOption)).scenario;
}

/** The same scenario with another luck. */
export function reseeded(scenario: Scenario, seed: number): Scenario {
  return { ...scenario, seed };
}

/** All arms, to the end. */
export function compared(scenario: Scenario, observer: Observer = {}): Result {
  return finished(scenario, armsOf(scenario), true, observer);
}

/** What `compare` writes: plain, 100 columns wide. */
export function comparison(scenario: Scenario): string {
  return [...reporterOf('table', { width: 100 }).end(compared(scenario))].join('');
}

/** What `run --calls` writes: plain, 100 columns wide. */
export function callList(scenario: Scenario): string {
  const reporter = reporterOf('table', { width: 100, calls: true });
  const text: (string | undefined)[] = [];
  const result = finished(scenario, armsOf(scenario).slice(-1), false, {
    onStart: (head, arms) => text.push(reporter.start?.(head, arms)),
    onTransition: (arm, transition) => text.push(reporter.transition?.(arm, transition)),
    onCall: (record) => text.push(reporter.call?.(record)),
  });
  return [...text, ...reporter.end(result)].join('');
}

function finished(
  scenario: Scenario,
  arms: Parameters<typeof experiment>[1],
  ticks: boolean,
  observer: Observer,
): Result {
  const steps = experiment(scenario, arms, { ticks }, observer);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
