import { dateText } from '../../kernel/calendar.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { shellWords } from '../shell-words.ts';
import type { ToldRecording } from './told-recording.ts';

/** The contract `blackfriday.recording/1`: the scenario, its account, and every step, recorded and simulated. */
export function recordingJson(told: ToldRecording): string {
  const { recording, scenario, yaml, reproduction, unknowns, interruptedAtMs } = told;
  const { kind, name, startMs, stepMs, account } = recording;
  const json = {
    format: 'blackfriday.recording/1',
    source: {
      kind,
      name,
      startMs,
      start: startMs === null ? null : dateText(startMs),
      stepMs,
      ...account,
    },
    scenario: scenario.written,
    yaml,
    latency: scenario.latency,
    errorLatency: scenario.errorLatency,
    notTold: scenario.lost,
    reproduction: { ...reproduction, interruptedAtMs },
    unknown: unknowns.map(({ what, says, commands }) => ({
      what,
      says,
      commands: commands.map((words) => shellWords(['blackfriday', ...words])),
    })),
  };
  return `${outgoing(JSON.stringify(json, null, 2), 'json')}\n`;
}
