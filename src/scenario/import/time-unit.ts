import { exactDuration } from '../../kernel/quantity-text.ts';
import { Call, Code } from './literal.ts';
import { isNumber, numberOf, tidy, type Unit } from './unit.ts';

function lasting(expected: string, unitMs: number): Unit<number> {
  return {
    expected,
    read: (written) => {
      const value = numberOf(written);
      return value === undefined ? undefined : tidy(value * unitMs);
    },
    write: (ms) => tidy(ms / unitMs),
    said: exactDuration,
  };
}

export const milliseconds = lasting('a number of milliseconds', 1);
export const seconds: Unit<number> = {
  ...lasting('a number of seconds', 1_000),
  converts: 'seconds',
};

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `10s`, `500ms`, `1m30s`. */
function spelled(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(ns|us|ms|s|m|h|d)/g)];
  if (parts.map(([whole]) => whole).join('') !== text.replace(/\s+/g, ' ').trim()) return undefined;
  if (parts.length === 0) return undefined;
  return tidy(parts.reduce((ms, [, amount, unit]) => ms + Number(amount) * UNIT_MS[unit!]!, 0));
}

/** `PT1M30S` */
function iso(text: string): number | undefined {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text);
  if (match === null || text.length < 3) return undefined;
  const [d, h, m, s] = match.slice(1).map((part) => Number(part ?? 0));
  return tidy(d! * 86_400_000 + h! * 3_600_000 + m! * 60_000 + s! * 1_000);
}

/** Spring: `5s`, `500ms`, `PT5S`; a bare number is ms. */
export const springDuration: Unit<number> = {
  expected: 'a duration such as 5s, 500ms or PT5S; a bare number is ms',
  read: (written) => numberOf(written) ?? spelled(String(written)) ?? iso(String(written)),
  write: exactDuration,
  said: exactDuration,
};

/** Protocol buffers: `0.25s`. Istio and Envoy's users write `250ms` and `1m`, too. */
export const protoDuration: Unit<number> = {
  expected: 'a duration such as 10s or 0.25s',
  read: (written) => (typeof written === 'string' ? spelled(written) : undefined),
  write: (ms) => `${tidy(ms / 1_000)}s`,
  said: exactDuration,
};

/** .NET: `00:00:30`, `00:00:00.5`, `1.00:00:00`. */
export const timeSpan: Unit<number> = {
  expected: 'a time such as 00:00:30',
  read: (written) => {
    if (written instanceof Call) return durationCall(written);
    const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,7})?))?$/.exec(
      String(written),
    );
    if (match === null) return undefined;
    const [d, h, m, s] = match.slice(1).map((part) => Number(part ?? 0));
    return tidy(((d! * 24 + h!) * 60 + m!) * 60_000 + s! * 1_000);
  },
  write: (ms) => {
    const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
    const days = Math.floor(ms / 86_400_000);
    const rest = tidy((ms % 60_000) / 1_000);
    const fine = rest % 1 === 0 ? '' : rest.toFixed(7).replace(/^\d+|0+$/g, '');
    const clock = `${two((ms / 3_600_000) % 24)}:${two((ms / 60_000) % 60)}:${two(rest)}${fine}`;
    return days === 0 ? clock : `${days}.${clock}`;
  },
  said: exactDuration,
};

/** Go: a number of nanoseconds, written `30 * time.Second`. */
export const goDuration: Unit<number> = {
  expected: 'a duration such as 30 * time.Second',
  read: (written) => (isNumber(written) ? tidy(written / 1e6) : undefined),
  write: (ms) => {
    if (ms % 1_000 === 0) return new Code(`${ms / 1_000} * time.Second`);
    if (ms % 1 === 0) return new Code(`${ms} * time.Millisecond`);
    return new Code(`${Math.round(ms * 1e6)} * time.Nanosecond`);
  },
  said: exactDuration,
};

/** `Duration.ofSeconds(5)`, `TimeSpan.FromSeconds(5)`. */
const MAKERS: Readonly<Record<string, number>> = {
  nanos: 1e-6,
  millis: 1,
  milliseconds: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

function durationCall({ last, args }: Call): number | undefined {
  const unitMs = MAKERS[last.replace(/^(?:of|from)/i, '').toLowerCase()];
  const [amount] = args;
  return unitMs === undefined || !isNumber(amount) ? undefined : tidy(amount * unitMs);
}

export const javaDuration: Unit<number> = {
  expected: 'a duration such as Duration.ofSeconds(5)',
  read: (written) => (written instanceof Call ? durationCall(written) : undefined),
  write: (ms) => {
    if (ms % 1_000 === 0) return new Code(`Duration.ofSeconds(${ms / 1_000})`);
    if (ms % 1 === 0) return new Code(`Duration.ofMillis(${ms})`);
    return new Code(`Duration.ofNanos(${Math.round(ms * 1e6)})`);
  },
  said: exactDuration,
};

/** C#: as in configuration, or `TimeSpan.FromSeconds(5)`, which is what is written. */
export const csharpDuration: Unit<number> = {
  ...timeSpan,
  expected: 'a time such as TimeSpan.FromSeconds(30)',
  write: (ms) =>
    new Code(
      ms % 1_000 === 0 ? `TimeSpan.FromSeconds(${ms / 1_000})` : `TimeSpan.FromMilliseconds(${ms})`,
    ),
};
