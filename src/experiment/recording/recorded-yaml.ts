import { dateText } from '../../kernel/calendar.ts';
import { oneLine, outgoing } from '../../kernel/outgoing.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { blockYaml } from '../../scenario/import/pipeline-yaml.ts';
import type { Recording } from '../../scenario/recording/recording.ts';
import type { RecordedScenario } from './recorded-scenario.ts';

/** The scenario file: what it is made of stands above it. */
export function recordedYaml(
  { kind, name, startMs, stepMs }: Recording,
  { written, lost, capacity }: RecordedScenario,
): string {
  const since = startMs === null ? '' : `, from ${dateText(startMs)}`;
  const above = [
    `Written by blackfriday record from ${kind} ${name}${since}, in steps of ${durationText(stepMs)}.`,
    capacity === null
      ? 'Recorded: arrivals, latency, failures. Not known, and not limited here: capacity, queue, workers.'
      : 'Recorded: arrivals, latency, failures. The capacity is that with which latency rises as recorded.',
    'Retries, breaker and timeout of the caller are not known either: orderService.pipeline is the place for them.',
    ...lost,
  ];
  const comments = above.map((line) => `# ${outgoing(oneLine(line), 'screen')}\n`);
  return `${comments.join('')}${blockYaml(written)}`;
}
