import { decimal, shareText } from '../../kernel/quantity-text.ts';
import { ScenarioError } from '../scenario-error.ts';
import { CLIENT_GONE, endingOfStatus } from './ending.ts';
import { type BadLine, type LogLine, readLogLine } from './log-line.ts';
import type { Reading } from './reading.ts';
import type { Recording } from './recording.ts';
import { type TimeField, timeFieldIn, timeIn } from './request-time.ts';
import { RequestTally } from './tally.ts';

/** Lines that are looked at before it is decided what they hold. */
const SAMPLE = 1_000;
/** Lines that are not understood, of all: with more it is some other format. */
const MOST_BAD = 0.5;

/** Reads an access log line by line; what it keeps does not grow with the lines. */
export class LogReader {
  private readonly name: string;
  private readonly reading: Reading;
  private sample: LogLine[] | null = [];
  private field: TimeField | null = null;
  private tally = new RequestTally(0);
  private lines = 0;
  private bad = 0;
  private firstBad: { readonly line: number; readonly text: string; readonly why: BadLine } | null =
    null;
  private outside = 0;
  private otherPaths = 0;
  private gone = 0;
  private withoutTime = 0;
  private turnedBack = 0;
  private last = Number.NEGATIVE_INFINITY;

  constructor(name: string, reading: Reading) {
    this.name = name;
    this.reading = reading;
  }

  /** The next line, without its end. */
  read(text: string): void {
    this.lines++;
    if (text.trim() === '') return;
    const line = readLogLine(text);
    if (!('status' in line)) {
      this.bad++;
      this.firstBad ??= { line: this.lines, text, why: line };
      return;
    }
    if (this.sample === null) this.take(line);
    else if (this.sample.push(line) === SAMPLE) this.decide();
  }

  /** All has been read. Throws ScenarioError where there is no recording in it. */
  end(): Recording {
    this.decide();
    const { name, reading, tally } = this;
    const understood = this.lines - this.bad;
    if (this.firstBad !== null && this.bad > MOST_BAD * understood) throw this.notALog();
    if (tally.counted === 0) throw this.nothing();
    const { startMs, stepMs, steps } = tally.steps(reading.stepMs);
    return {
      kind: 'access log',
      name,
      startMs,
      stepMs,
      steps,
      isCounted: true,
      account: { read: this.readWords(), assumed: this.assumed(), leftOut: this.leftOut() },
    };
  }

  private decide(): void {
    const { sample } = this;
    if (sample === null) return;
    this.sample = null;
    if (sample.length === 0) return;
    this.field = timeFieldIn(
      sample.map(({ extra }) => extra),
      this.reading.latencyUnit,
    );
    const instants = sample.map(({ atMs }) => atMs).sort((a, b) => a - b);
    // The middle one: the first may be a line of another time.
    this.tally = new RequestTally(instants[Math.floor(instants.length / 2)]!);
    for (const line of sample) this.take(line);
  }

  private take({ atMs, path, status, extra }: LogLine): void {
    const { reading, field } = this;
    if (reading.path !== undefined && !path.startsWith(reading.path)) {
      this.otherPaths++;
      return;
    }
    if (atMs < this.last) this.turnedBack++;
    this.last = Math.max(this.last, atMs);
    const latencyMs = field === null ? undefined : timeIn(extra, field);
    const cameMs = field?.atEnd === true ? atMs + middleOf(atMs) - (latencyMs ?? 0) : atMs;
    if (
      cameMs < (reading.startMs ?? cameMs) ||
      cameMs >= (reading.endMs ?? Number.POSITIVE_INFINITY)
    ) {
      this.outside++;
      return;
    }
    if (status === CLIENT_GONE) this.gone++;
    if (latencyMs === undefined) this.withoutTime++;
    this.tally.add({ atMs: cameMs, ending: endingOfStatus(status), latencyMs });
  }

  private readWords(): string[] {
    return [
      `${decimal(this.tally.counted)} requests in the combined format`,
      this.field?.words ?? 'no request time',
    ];
  }

  private assumed(): string[] {
    const { field, tally } = this;
    return [
      'failed: 5xx, 408, 429 and 499 (the client gave up). Other 4xx are declined: the service worked, and said no',
      ...(field === null
        ? [
            'latency: nothing is known of it; add $request_time (nginx) or %D (Apache) to the log format',
          ]
        : [
            field.atEnd
              ? 'the date of a line is that of its end, as in nginx: the request came its request time before the middle of that second'
              : 'the date of a line is that at which the request came, as in Apache',
          ]),
      ...(this.gone > 0
        ? [
            `${decimal(this.gone)} requests were given up by the client (499), ${shareText(round(this.gone / tally.counted))} of all`,
          ]
        : []),
    ];
  }

  private leftOut(): string[] {
    const said: readonly (readonly [number, string])[] = [
      [
        this.bad,
        `lines that are not of the format${this.firstBad === null ? '' : `, the first of them line ${this.firstBad.line}`}`,
      ],
      [this.otherPaths, `requests whose path does not begin with ${this.reading.path ?? ''}`],
      [this.outside, 'requests before --start or after --end'],
      [this.tally.strays, 'requests more than a day from the rest: a clock gone wrong?'],
      [
        this.field === null ? 0 : this.withoutTime,
        'requests without a request time: they count, their latency does not',
      ],
    ];
    const turned =
      this.turnedBack > 0 ? ['the lines are not in order of time, which does no harm'] : [];
    return [
      ...said.flatMap(([count, what]) => (count === 0 ? [] : [`${decimal(count)} ${what}`])),
      ...turned,
    ];
  }

  private notALog(): ScenarioError {
    const { line, text, why } = this.firstBad!;
    return new ScenarioError([
      {
        place: { kind: 'position', file: this.name, line, column: why.offset + 1, lineText: text },
        setting: '',
        found: `${decimal(this.bad)} of ${decimal(this.lines)} lines that are not in the combined log format; this is the first`,
        expected: why.expected,
        suggestion: undefined,
      },
    ]);
  }

  private nothing(): ScenarioError {
    const found = this.lines === 0 ? 'an empty file' : ['no request', ...this.leftOut()].join('; ');
    return new ScenarioError([
      {
        place: { kind: 'file', file: this.name },
        setting: '',
        found,
        expected: 'an access log with requests in it',
        suggestion: undefined,
      },
    ]);
  }
}

/** A date of whole seconds means any instant of its second. */
const middleOf = (atMs: number): number => (atMs % 1000 === 0 ? 500 : 0);

const round = (share: number): number => Number(share.toPrecision(2));

/** A date or a request as only access logs have them: a bad log is still one, and told of as such. */
const SIGNS = /\[\d{2}\/[A-Z][a-z]{2}\/\d{4}:|"(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS) \S/;

/** Whether the beginning of a file looks like an access log. */
export function looksLikeLog(text: string): boolean {
  const lines = text.split(/\r?\n/).slice(0, 20);
  return lines.some((line) => 'status' in readLogLine(line) || SIGNS.test(line));
}
