import type { LatencyFit } from '../../experiment/recording/latency-fit.ts';
import { dateText } from '../../kernel/calendar.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { labelled } from '../../scenario/layout.ts';
import { count, duration, percent } from '../figures.ts';
import type { Paint } from '../paint.ts';
import { shellWords } from '../shell-words.ts';
import { wrapHanging } from '../wrap.ts';
import { reproductionLines } from './reproduction-table.ts';
import type { ToldRecording } from './told-recording.ts';

interface AccountOptions {
  readonly width: number;
  /** Every step of the table, and not only the stretches between changes. */
  readonly everyStep: boolean;
}

/** What was read, what was made of it, how well that tells the recording, and what nobody can know from it. */
export function recordingText(told: ToldRecording, options: AccountOptions, paint: Paint): string {
  const { width } = options;
  const sections = [
    [...headLines(told, width, paint)],
    [paint.heading('The scenario'), ...scenarioLines(told, width)],
    [paint.heading('How well it tells the recording'), ...reproductionLines(told, options, paint)],
    [paint.heading('What the recording cannot tell'), ...unknownLines(told, width, paint)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLines({ recording }: ToldRecording, width: number, paint: Paint): string[] {
  const { kind, name, startMs, stepMs, steps, account } = recording;
  const recorded = `${durationText(steps.length * stepMs)} in ${count(steps.length)} steps of ${durationText(stepMs)}`;
  const from = startMs === null ? '' : `from ${dateText(startMs)}, `;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['  recorded', [`${from}${recorded}`]],
    ['  read', account.read],
    ['  assumed', account.assumed],
    ['  left out', account.leftOut],
  ];
  return [
    ...wrapHanging(`${kind}: ${paint.words(name)}`, width),
    ...parts.flatMap(([label, texts]) => listed(label, texts.map(paint.words), width)),
  ];
}

function scenarioLines({ scenario, head }: ToldRecording, width: number): string[] {
  const { latency, errorLatency, conditions, lost } = scenario;
  const marks = (head.script ?? []).map(({ fromMs, untilMs, changes }) => {
    const until = untilMs === null ? 'the end' : durationText(untilMs);
    return `${durationText(fromMs)} to ${until}: ${changes.join(', ')}`;
  });
  const traffic = (head.accounts ?? []).filter(({ label }) => /traffic/i.test(label));
  return [
    ...listed(
      '  traffic',
      traffic.flatMap(({ lines }) => lines),
      width,
    ),
    ...listed('  latency', latency === null ? [] : [fitWords(latency)], width),
    ...listed('  of failures', errorLatency === null ? [] : [fitWords(errorLatency)], width),
    ...listed('  script', marks.length === 0 ? ['nothing changed'] : marks, width),
    ...listed('  found by', [conditions.seenBy.join(', ')], width),
    ...listed('  not told', lost, width),
  ];
}

/** `lognormal, 1.2 % off as a rule: p50 120ms (recorded 121ms), …` */
function fitWords({ kind, error, quantiles }: LatencyFit): string {
  if (error === null) return `${kind}, through the mean, as no quantile was recorded`;
  const shown = quantiles.filter(({ share }) => SHOWN.includes(share));
  const each = shown.map(
    ({ share, recordedMs, fittedMs }) =>
      `p${Number((share * 100).toPrecision(4))} ${duration(fittedMs)} (recorded ${duration(recordedMs)})`,
  );
  return `${kind}, ${percent(error)} off as a rule: ${each.join(', ')}`;
}

const SHOWN: readonly number[] = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999];

function unknownLines({ unknowns }: ToldRecording, width: number, paint: Paint): string[] {
  return unknowns.flatMap(({ what, says, commands }) => [
    ...listed(`  ${what}`, [says], width),
    // A command is one line, however long: it is there to be copied.
    ...commands.map(
      (words) => `    ${paint.faint(paint.words(shellWords(['blackfriday', ...words])))}`,
    ),
  ]);
}

function listed(label: string, texts: readonly string[], width: number): string[] {
  return texts.flatMap((text, index) => labelled(index === 0 ? label : '', text, width));
}
