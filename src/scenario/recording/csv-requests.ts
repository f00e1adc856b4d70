import { refusal } from '../csv-rows.ts';
import type { Column } from './csv-columns.ts';
import { isBlank, numberOf } from './csv-number.ts';
import { type CsvRow, type CsvShape, clockOf, isWithin, unitsOf } from './csv-steps.ts';
import { type Ending, endingOfStatus } from './ending.ts';
import type { Recording } from './recording.ts';
import { inMs } from './request-time.ts';
import { RequestTally } from './tally.ts';

/** Rows that each tell of a request, in order of time. */
export function csvRequests(rows: readonly CsvRow[], shape: CsvShape): Recording {
  const { columns, file, reading } = shape;
  const clock = clockOf(rows, shape.time);
  const units = unitsOf(rows, shape);
  const status = columns.find(({ meaning }) => meaning.what === 'status');
  const success = columns.find(({ meaning }) => meaning.what === 'served');
  const latency = columns.find(({ meaning }) => meaning.what === 'latency');
  const unit = latency?.meaning.what === 'latency' ? (latency.meaning.unit ?? units.latency) : 'ms';
  const kept = rows.filter(({ at }) => isWithin(at * clock.factor, reading));
  const middle = kept[Math.floor(kept.length / 2)];
  if (middle === undefined)
    throw refusal(file, 'no rows between --start and --end', 'at least one');
  const tally = new RequestTally(middle.at * clock.factor);
  for (const { at, fields } of kept) {
    const text = latency === undefined ? '' : fields[latency.place]!;
    tally.add({
      atMs: at * clock.factor,
      ending: endingOf(fields, status, success),
      latencyMs: isBlank(text) ? undefined : inMs(numberOf(text)!, unit),
    });
  }
  const { startMs, stepMs, steps } = tally.steps(reading.stepMs);
  return {
    kind: 'CSV',
    name: file,
    startMs: clock.isCalendar ? startMs : null,
    stepMs,
    steps,
    isCounted: true,
    account: {
      read: [`${tally.counted} rows, a request each`],
      assumed: [
        ...clock.words,
        'a request came at the time of its row',
        ...units.words,
        ...(status === undefined && success === undefined
          ? ['no status is told: none has failed']
          : [
              'failed: 5xx, 408, 429, and words such as failed, error, timeout; other 4xx and declined are declined',
            ]),
      ],
      leftOut: [
        ...(tally.strays > 0 ? [`${tally.strays} rows more than a day from the rest`] : []),
        ...(kept.length < rows.length
          ? [`${rows.length - kept.length} rows before --start or after --end`]
          : []),
      ],
    },
  };
}

/** What has no success has failed, whatever its status says. */
function endingOf(
  fields: readonly string[],
  status: Column | undefined,
  success: Column | undefined,
): Ending {
  const told = success === undefined ? '' : fields[success.place]!;
  if (!isBlank(told) && numberOf(told) === 0) return 'failed';
  return status === undefined ? 'served' : endingInWords(fields[status.place]!.trim());
}

/** A status of HTTP, or a word for how it ended. */
function endingInWords(text: string): Ending {
  const status = Number(text);
  if (Number.isInteger(status) && status >= 100 && status < 600) return endingOfStatus(status);
  if (/decl/i.test(text)) return 'declined';
  return /fail|err|timeout|timedout|refused|reject|block|false|^ko$|exception|unavailable/i.test(
    text,
  )
    ? 'failed'
    : 'served';
}
