import { loadScenario } from '../../src/scenario/load.ts';
import type { Scenario } from '../../src/scenario/schema.ts';

/** A scenario as a file would say it. */
export type Written = Readonly<Record<string, unknown>>;

/** Decodes a scenario from JSON text, as the command line would; `files` are those beside it. */
export function scenarioOf(
  written: Written,
  files: Readonly<Record<string, string>> = {},
): Scenario {
  const source = { name: 'test.json', text: JSON.stringify(written) };
  return loadScenario(source, [], (file) => {
    const text = files[file];
    if (text === undefined) throw new Error(`no file ${file}`);
    return text;
  });
}

/** A scenario whose orders arrive at these instants in ms, the first of them 0, for 10.00 each. */
export function withOrdersAt(instants: readonly number[], written: Written): Scenario {
  const traffic = { arrivals: 'trace', file: 'orders.csv', timeUnit: 'ms', amount: 10 };
  const csv = ['time', ...instants].join('\n');
  return scenarioOf({ duration: '1h', traffic, ...written }, { 'orders.csv': csv });
}
