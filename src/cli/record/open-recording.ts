import { readCsv } from '../../scenario/recording/csv-reader.ts';
import { LogReader, looksLikeLog } from '../../scenario/recording/log-reader.ts';
import type { Reading } from '../../scenario/recording/reading.ts';
import { inFewerSteps, type Recording } from '../../scenario/recording/recording.ts';
import { openText, wholeText } from './byte-source.ts';
import { eachLine } from './lines.ts';
import { type Asking, fetchRecording } from './prometheus.ts';

/** Opens what `--from` names: a file tells by itself what it is. Throws UsageError or ScenarioError. */
export async function openRecording(
  from: string,
  reading: Reading,
  asking: Asking,
): Promise<Recording> {
  return inFewerSteps(await read(from, reading, asking));
}

async function read(from: string, reading: Reading, asking: Asking): Promise<Recording> {
  if (/^https?:\/\//i.test(from)) return fetchRecording(from, reading, asking);
  const source = await openText(from);
  if (!looksLikeLog(source.beginning))
    return readCsv(await wholeText(source), source.name, reading);
  const reader = new LogReader(source.name, reading);
  await eachLine(source.pieces(), (line) => reader.read(line));
  return reader.end();
}
