import { armsOf } from '../../../src/experiment/arms.ts';
import type { CallRecord } from '../../../src/experiment/call-record.ts';
import { experiment } from '../../../src/experiment/experiment.ts';
import { recordedScenario } from '../../../src/experiment/recording/recorded-scenario.ts';
import { recordedYaml } from '../../../src/experiment/recording/recorded-yaml.ts';
import { edgesOf, reproductionOf } from '../../../src/experiment/recording/reproduction.ts';
import type { Result } from '../../../src/experiment/result.ts';
import { csv } from '../../../src/report/csv.ts';
import { loadScenario } from '../../../src/scenario/load.ts';
import { readCsv } from '../../../src/scenario/recording/csv-reader.ts';
import { LogReader } from '../../../src/scenario/recording/log-reader.ts';
import type { Reading } from '../../../src/scenario/recording/reading.ts';
import { inFewerSteps, type Recording } from '../../../src/scenario/recording/recording.ts';

/** Everything, and nothing said that the source does not say itself. */
export const ALL: Reading = {
  startMs: undefined,
  endMs: undefined,
  stepMs: undefined,
  latencyUnit: undefined,
  path: undefined,
};

/** What a scenario leaves behind when it is run: its metrics as CSV, and the log of the service. */
export interface Traces {
  readonly csv: string;
  readonly log: string;
  readonly result: Result;
}

/** A date to begin with: 27 November 2026, midnight. */
export const BEGAN_MS = Date.UTC(2026, 10, 27);
const STATUS: Readonly<Record<string, number>> = { successful: 200, declined: 402 };

/** Runs a scenario file; each call is a line of nginx's, written when it ended. */
export function tracesOf(yaml: string, seed: number): Traces {
  const scenario = loadScenario(
    { name: 'known.yaml', text: `${yaml}\nseed: ${seed}` },
    [],
    () => '',
  );
  const reporter = csv.create({
    width: 80,
    colour: false,
    ascii: false,
    quiet: false,
    ticks: true,
    everyTick: false,
    calls: false,
    byService: false,
  });
  const rows: string[] = [];
  const lines: { readonly atMs: number; readonly text: string }[] = [];
  const steps = experiment(
    scenario,
    armsOf(scenario),
    { ticks: true },
    {
      onStart: (head, arms) => rows.push(reporter.start!(head, arms)!),
      onTick: (arm, tick) => rows.push(reporter.tick!(arm, tick)!),
      onCall: (call) => lines.push({ atMs: call.atMs, text: lineOf(call) }),
    },
  );
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    return {
      csv: rows.join(''),
      log: lines.map(({ text }) => text).join('\n'),
      result: step.value,
    };
  }
}

function lineOf({ atMs, startedMs, outcome }: CallRecord): string {
  const ended = new Date(BEGAN_MS + atMs).toUTCString();
  const [, day, month, year, clock] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(ended)!;
  const seconds = ((atMs - startedMs) / 1000).toFixed(3);
  return `10.0.0.1 - - [${day}/${month}/${year}:${clock} +0000] "POST /pay HTTP/1.1" ${STATUS[outcome] ?? 503} 512 "-" "shop/1" ${seconds}`;
}

export const fromCsv = (text: string, reading: Reading = ALL): Recording =>
  inFewerSteps(readCsv(text, 'metrics.csv', reading));

export function fromLog(text: string, reading: Reading = ALL): Recording {
  const reader = new LogReader('access.log', reading);
  for (const line of text.split('\n')) reader.read(line);
  return inFewerSteps(reader.end());
}

/** The scenario that a recording makes, run and held against it. */
export function retold(recording: Recording) {
  const made = recordedScenario(recording);
  const yaml = recordedYaml(recording, made);
  const scenario = loadScenario({ name: 'again.yaml', text: yaml }, [], () => '');
  const steps = experiment(scenario, armsOf(scenario), { ticks: true }, {});
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    const reproduction = reproductionOf(recording, step.value.arms[0]!, edgesOf(made));
    return { made, yaml, scenario, reproduction };
  }
}
