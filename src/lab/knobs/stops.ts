import type { Knob } from './knob.ts';
import { SCALES } from './scale.ts';

/**
 * Where a knob stops, its present and its usual value among the places; null, "no limit", is the last where
 * there may be none.
 */
export function stopsOf(
  first: Knob,
  usual: number | null,
  wholeMs: number,
): (now: Knob) => (number | null)[] {
  const mayBeNone = first.mayBeNone;
  const around = usual ?? first.value ?? UNLIMITED;
  const stops = SCALES[first.scale].stops(around, wholeMs);
  return ({ value }) => {
    const known = [value, usual].filter((one) => one !== null);
    const own = [...new Set([...stops, ...known])].sort((a, b) => a - b);
    return mayBeNone ? [...own, null] : own;
  };
}

/** What a limit is set out around where there was none. */
const UNLIMITED = 100;

export function placeOnStops(stops: readonly (number | null)[], value: number | null): number {
  return Math.max(0, stops.indexOf(value));
}
