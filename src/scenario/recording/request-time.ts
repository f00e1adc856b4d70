/** The units that a latency may be written in. */
export const LATENCY_UNITS = ['s', 'ms', 'us'] as const;
export type LatencyUnit = (typeof LATENCY_UNITS)[number];

const MS_PER: Readonly<Record<LatencyUnit, number>> = { s: 1000, ms: 1, us: 0.001 };

/** Where in the words after a log line its request time stands, and what it means. */
export interface TimeField {
  /** The key of `rt=0.2`; null: the word at `place`. */
  readonly key: string | null;
  readonly place: number;
  readonly unit: LatencyUnit;
  /** Whether the line was written when the request ended, and not when it came. */
  readonly atEnd: boolean;
  /** How it was recognised. */
  readonly words: string;
}

/** Keys that mean the whole request, before those that mean a part of it. */
const KEYS = [
  'rt',
  'request_time',
  'req_time',
  'reqtime',
  'duration',
  'response_time',
  'latency',
  'time',
  'took',
  'd',
  'urt',
  'upstream_response_time',
];
const KEYED = /^([A-Za-z_]+)[=:]"?([^"]*)"?$/;
const VALUE = /^(\d+(?:\.\d+)?)(s|ms|us|µs)?$/;
/** So much of the lines must have it. */
const MOSTLY = 0.5;

/** The field of request times in lines, told from the first of them; null where they hold none. */
export function timeFieldIn(
  lines: readonly (readonly string[])[],
  unit: LatencyUnit | undefined,
): TimeField | null {
  const key = KEYS.find((one) => isCommon(lines.map((words) => keyed(words, one))));
  if (key !== undefined) {
    const texts = lines.flatMap((words) => keyed(words, key) ?? []);
    return { key, place: 0, ...meaning(texts, unit, `the field ${key}=`) };
  }
  const widest = Math.max(0, ...lines.map(({ length }) => length));
  for (let place = 0; place < widest; place++) {
    const texts = lines.map((words) => words[place]);
    if (!isCommon(texts)) continue;
    const nth =
      place === 0
        ? 'the field after the combined format'
        : `field ${place + 1} after the combined format`;
    return {
      key: null,
      place,
      ...meaning(
        texts.flatMap((text) => text ?? []),
        unit,
        nth,
      ),
    };
  }
  return null;
}

/** In ms; undefined where the line does not say. */
export function timeIn(words: readonly string[], field: TimeField): number | undefined {
  const text = field.key === null ? words[field.place] : keyed(words, field.key);
  const match = text === undefined ? null : VALUE.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * MS_PER[unitNamed(match[2]) ?? field.unit];
}

/** In ms. */
export const inMs = (value: number, unit: LatencyUnit): number => value * MS_PER[unit];

const unitNamed = (text: string | undefined): LatencyUnit | undefined =>
  text === 'µs' ? 'us' : LATENCY_UNITS.find((unit) => unit === text);

function keyed(words: readonly string[], key: string): string | undefined {
  for (const word of words) {
    const match = KEYED.exec(word);
    if (match !== null && match[1]!.toLowerCase() === key) return match[2];
  }
  return undefined;
}

function isCommon(texts: readonly (string | undefined)[]): boolean {
  const good = texts.filter((text) => text !== undefined && VALUE.test(text)).length;
  return good > 0 && good >= MOSTLY * texts.length;
}

type Meaning = Pick<TimeField, 'unit' | 'atEnd' | 'words'>;

/**
 * nginx writes seconds with their thousandths, when the request has ended; Apache's %D is whole microseconds, its %T
 * whole seconds, and its date is that of the request's beginning.
 */
function meaning(texts: readonly string[], asked: LatencyUnit | undefined, where: string): Meaning {
  const named = texts
    .map((text) => unitNamed(VALUE.exec(text)?.[2]))
    .find((unit) => unit !== undefined);
  const numbers = texts.flatMap((text) => VALUE.exec(text)?.[1] ?? []);
  const isDecimal = numbers.some((text) => text.includes('.'));
  const sorted = numbers.map(Number).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const unit = asked ?? named ?? guess(isDecimal, median);
  const why =
    asked !== undefined
      ? 'as --latency-unit says'
      : named !== undefined
        ? 'as it says'
        : GUESSES[unit];
  return { unit, atEnd: isDecimal, words: `request time: ${where}, ${UNIT_WORDS[unit]} (${why})` };
}

function guess(isDecimal: boolean, median: number): LatencyUnit {
  if (isDecimal) return 's';
  if (median >= 1000) return 'us';
  return median >= 5 ? 'ms' : 's';
}

const UNIT_WORDS = { s: 'in seconds', ms: 'in milliseconds', us: 'in microseconds' } as const;
const GUESSES = {
  s: 'taken for seconds, as nginx writes $request_time; --latency-unit says otherwise',
  ms: 'taken for milliseconds by their size; --latency-unit says otherwise',
  us: "taken for Apache's %D by their size; --latency-unit says otherwise",
} as const;
