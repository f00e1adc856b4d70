import * as v from 'valibot';
import { duration, rate, share } from '../../kernel/quantities.ts';
import { durationText, plainDigits } from '../../kernel/quantity-text.ts';

/** What a knob turns: how its values are read and written in a scenario's file, and at which it stops. */
export interface Scale {
  /** Undefined where it is no such quantity. */
  read(written: unknown): number | undefined;
  write(value: number): string | number;
  /** Ascending; `usual` is the value that the knob is set out around, `wholeMs` the length of the run. */
  stops(usual: number, wholeMs: number): readonly number[];
}

/** Ten in each power of ten: equal steps to the hand. */
const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
/** A knob goes so many times below and above its usual value. */
const REACH = 50;

export const SCALES = {
  share: {
    read: reader(share),
    write: (value) => `${plainDigits(Number((value * 100).toPrecision(6)))}%`,
    stops: () => [
      0,
      0.001,
      0.002,
      0.005,
      ...Array.from({ length: 100 }, (_, at) => (at + 1) / 100),
    ],
  },
  duration: {
    read: reader(duration),
    write: (value) => durationText(value),
    stops: (usual) => stopsAround(usual, 1, 1),
  },
  rate: {
    read: reader(rate),
    write: (value) => `${plainDigits(Number(value.toPrecision(6)))}/s`,
    stops: (usual) => stopsAround(usual, 0.1, 0.1),
  },
  count: {
    read: (written) => (Number.isInteger(written) ? (written as number) : undefined),
    write: (value) => value,
    stops: (usual) => [...new Set(stopsAround(usual, 1, 1).map(Math.round))],
  },
  /** Counts that are small, every one of which matters: retries, probes. */
  few: {
    read: (written) => (Number.isInteger(written) ? (written as number) : undefined),
    write: (value) => value,
    stops: (usual) => Array.from({ length: Math.max(20, 2 * usual) }, (_, at) => at + 1),
  },
  /** An instant of the run, or a stretch of it: in equal steps. */
  instant: {
    read: reader(duration),
    write: (value) => durationText(value),
    stops: (_, wholeMs) => {
      const step = stepOf(wholeMs / STEPS);
      return Array.from({ length: Math.floor(wholeMs / step) }, (_value, at) => at * step);
    },
  },
  factor: {
    read: (written) => {
      const factor = /^x\s*(\d+(?:\.\d+)?)$/.exec(String(written))?.[1];
      return factor === undefined ? undefined : Number(factor);
    },
    write: (value) => `x${plainDigits(value)}`,
    stops: () => [0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100],
  },
} as const satisfies Record<string, Scale>;

/** So finely a run is cut, about. */
const STEPS = 150;

/** A round stretch of time, no longer than so many ms where there is one. */
function stepOf(ms: number): number {
  return (
    [60_000, 30_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100].find((one) => one <= ms) ?? 50
  );
}

export type ScaleName = keyof typeof SCALES;

function reader(schema: v.GenericSchema<unknown, number>): Scale['read'] {
  return (written) => {
    const read = v.safeParse(schema, written);
    return read.success ? read.output : undefined;
  };
}

/** From a fiftieth of the usual value to fifty times that, and no lower than `least`. */
function stopsAround(usual: number, least: number, ifNone: number): number[] {
  const middle = usual > 0 ? usual : ifNone * REACH;
  const lowest = Math.max(least, middle / REACH);
  const stops: number[] = [];
  for (let power = Math.floor(Math.log10(lowest)); 10 ** power <= middle * REACH; power++) {
    stops.push(...MANTISSAS.map((one) => Number((one * 10 ** power).toPrecision(2))));
  }
  return stops.filter((stop) => stop >= lowest && stop <= middle * REACH);
}
