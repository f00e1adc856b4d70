import { builtFile } from '../../src/cli/shipped.ts';
import { armAsWritten } from '../../src/experiment/arms.ts';
import { experiment } from '../../src/experiment/experiment.ts';
import type { ArmResult, Result } from '../../src/experiment/result.ts';
import { liveRun } from '../../src/live/live-run.ts';
import { loadScenario } from '../../src/scenario/load.ts';

/** A scenario of a test, its name and its text. */
const sourceOf = (text: string) => ({ name: 'test.yaml', text });

export const loaded = (text: string) =>
  loadScenario(sourceOf(text), [], () => {
    throw new Error('no files');
  });

const planOf = (text: string) => ({
  source: sourceOf(text),
  files: {},
  overrides: [],
  scale: 1,
});

export const staffingOf = (text: string, redis: string | null = null) => ({
  plan: planOf(text),
  entry: { path: builtFile('live-service.js'), execArgv: [] },
  host: '127.0.0.1',
  port: 0,
  redis,
});

/** The scenario as written, on real services. */
export async function measured(
  text: string,
  isInterrupted = () => false,
  redis: string | null = null,
): Promise<Result> {
  const scenario = loaded(text);
  return liveRun(
    scenario,
    [armAsWritten(scenario)],
    {
      staffing: staffingOf(text, redis),
      isInterrupted,
      onUp: () => {},
      onLog: () => {},
      onNews: () => {},
      onLook: async () => {},
    },
    {},
  );
}

export function simulated(text: string): ArmResult {
  const scenario = loaded(text);
  const arm = armAsWritten(scenario);
  const run = experiment(scenario, [arm], { ticks: true }, {});
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value.arms[0]!;
  }
}
