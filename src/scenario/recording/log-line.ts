import { parseInstant } from '../instant.ts';

/** A line of an access log, as far as it matters here. */
export interface LogLine {
  /** In ms since 1970. */
  readonly atMs: number;
  readonly path: string;
  readonly status: number;
  /** What follows the fields of the combined format, word by word. */
  readonly extra: readonly string[];
}

/** How far a line was understood, from 0, and what should have stood there. */
export interface BadLine {
  readonly offset: number;
  readonly expected: string;
}

const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
/** Host, identity and user, and before them the virtual host where it is logged. */
const CLIENT = /^\S+ [^[]{0,2000}?(?=\[)/;
const DATE = /\[([^\]]{10,40})\] /y;
const REQUEST = new RegExp(`${QUOTED} `, 'y');
const STATUS = /(\d{3}) (?:\d+|-)(?=\s|$)/y;
const REFERRER_AND_AGENT = new RegExp(`\\s${QUOTED} ${QUOTED}`, 'y');
const WORD = /"((?:[^"\\]|\\.)*)"|(\S+)/g;
/** More words than a person logs. */
const MOST_WORDS = 30;

/**
 * A line in the combined format of nginx and Apache, or the common one, which lacks the last two fields:
 * `127.0.0.1 - - [27/Nov/2026:00:03:20 +0000] "POST /pay HTTP/1.1" 200 512 "-" "curl/8" 0.213`
 */
export function readLogLine(line: string): LogLine | BadLine {
  const client = CLIENT.exec(line);
  if (client === null)
    return { offset: 0, expected: 'an address, two more fields and a date in []' };
  let offset = client[0].length;
  const date = at(DATE, line, offset);
  const atMs = date === null ? undefined : instantOf(date[1]!);
  if (date === null || atMs === undefined) {
    return { offset, expected: 'a date such as [27/Nov/2026:00:03:20 +0000]' };
  }
  offset += date[0].length;
  const request = at(REQUEST, line, offset);
  if (request === null)
    return { offset, expected: 'a request in quotes, such as "POST /pay HTTP/1.1"' };
  offset += request[0].length;
  const found = at(STATUS, line, offset);
  if (found === null || Number(found[1]) < 100 || Number(found[1]) > 599) {
    return { offset, expected: 'a status and the bytes sent, such as 200 512' };
  }
  offset += found[0].length;
  offset += at(REFERRER_AND_AGENT, line, offset)?.[0].length ?? 0;
  return {
    atMs,
    path: request[1]!.split(' ')[1] ?? '',
    status: Number(found[1]),
    extra: wordsOf(line.slice(offset)),
  };
}

function at(pattern: RegExp, line: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(line);
}

function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [, quoted, bare] of text.matchAll(WORD)) {
    words.push(quoted ?? bare!);
    if (words.length === MOST_WORDS) break;
  }
  return words;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const CLF = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?) ([+-]\d{4})$/;

/** `27/Nov/2026:00:03:20 +0000`, or ISO 8601, which some write there. */
function instantOf(text: string): number | undefined {
  const match = CLF.exec(text);
  if (match === null) return parseInstant(text, 'iso');
  const month = String(MONTHS.indexOf(match[2]!) + 1).padStart(2, '0');
  return parseInstant(`${match[3]}-${month}-${match[1]}T${match[4]}${match[5]}`, 'iso');
}
