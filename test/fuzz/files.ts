import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { armsOf } from '../../src/experiment/arms.ts';
import { LimitError } from '../../src/kernel/limit-error.ts';
import { describeScenario } from '../../src/scenario/describe.ts';
import { expectedOrders } from '../../src/scenario/describe-traffic.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { expectLawful } from '../experiment/laws.ts';
import { anyScenario } from '../experiment/random-scenario.ts';
import { run } from '../experiment/runs.ts';
import { scenarioOf } from '../model/scenarios.ts';
import { attack, promptly } from './attack.ts';
import { STEERING, weird } from './words.ts';

const FOLDER = new URL('../../scenarios/', import.meta.url);
const SHIPPED = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));

const VALUES = [
  '',
  '-1',
  '0',
  '1e999',
  '.nan',
  '9007199254740993',
  '0x10',
  '1_0',
  '~',
  'yes',
  '[]',
  '{}',
  '30',
  '30ms',
  '5min',
  '1e-9s',
  '99999d',
  '300/s',
  '1e9/s',
  '-5%',
  '101%',
  'x0',
  'x1e308',
  '{ distribution: exponential, mean: 0s }',
  '{ distribution: empirical, file: v.csv }',
  '&a [*a]',
  '!!js/function "x"',
  '"\\u202e"',
  "'",
  '[[[[[[[[',
  '{ kind: fixed }',
];

/** A shipped file with some of its lines changed as no person would. */
const bent = fc
  .tuple(
    fc.constantFrom(...SHIPPED),
    fc.array(
      fc.record({
        at: fc.nat(60),
        how: fc.constantFrom('drop', 'twice', 'indent', 'value', 'key', 'junk'),
        value: fc.constantFrom(...VALUES),
        junk: weird,
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((lines, { at, how, value, junk }) => {
      const place = at % lines.length;
      const line = lines[place]!;
      const changed: Readonly<Record<typeof how, readonly string[]>> = {
        drop: [],
        twice: [line, line],
        indent: [`  ${line}`],
        value: [line.replace(/:.*/, `: ${value}`)],
        key: [line.replace(/\w+:/, `${junk}:`)],
        junk: [junk, line],
      };
      return [...lines.slice(0, place), ...changed[how], ...lines.slice(place + 1)];
    }, text.split('\n')),
  )
  .map((lines) => lines.join('\n'));

/** The scenario, or null where it was refused in words that steer no terminal. */
function loaded(text: string): Scenario | null {
  try {
    return promptly(() => loadScenario({ name: 'my.yaml', text }, [], (file) => missing(file)));
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    if (error.message === '' || STEERING.test(error.message))
      throw new Error(error.message, { cause: error });
    return null;
  }
}

function missing(file: string): never {
  throw new Error(`there is no ${file}`);
}

const MOST_ORDERS = 20_000;

/** Any scenario that the loader lets through must run, and its books must balance. */
function runs(scenario: Scenario): void {
  describeScenario(scenario, { width: 80, ascii: false });
  const duration = Math.min(scenario.duration, 20_000);
  const brief = { ...scenario, duration, tick: Math.max(scenario.tick, duration / 50) };
  if (expectedOrders(brief.traffic, duration) > MOST_ORDERS) return;
  const plans = armsOf(brief);
  run(brief, plans, { stopAfter: 30 });
}

export const FILES = [
  attack('files: bent scenarios are refused in words, or run', 150, bent, (text) => {
    const scenario = loaded(text);
    if (scenario !== null) runs(scenario);
  }),
  attack('files: noise is refused in words', 150, weird, (text) => void loaded(text)),
  attack('runs: orders, calls and money are conserved', 60, anyScenario, (written) => {
    const scenario = scenarioOf(written);
    try {
      expectLawful(run(scenario, armsOf(scenario)), scenario);
    } catch (error) {
      // Amounts may be of a tail so heavy that they cannot be counted: told, and stopped.
      if (!(error instanceof LimitError)) throw error;
    }
  }),
];
