import type { Change, ScriptEntry } from './payment-settings.ts';

/** When an entry of a script holds. */
export type Lasting = Pick<ScriptEntry, 'at' | 'for'>;

export const endOf = (entry: Lasting): number => entry.at + (entry.for ?? Number.POSITIVE_INFINITY);

export function rampMs(entry: Lasting, change: Change<unknown>): number {
  return Math.min(change.overMs, entry.for ?? change.overMs);
}

/** How far a change has come at `now`: 0 before, 1 when it is done. */
export function progress(entry: Lasting, change: Change<unknown>, now: number): number {
  const overMs = rampMs(entry, change);
  return overMs === 0 ? 1 : Math.min(1, (now - entry.at) / overMs);
}

/** A number so far, as an entry in force changes it. */
export function changed(
  value: number,
  entry: Lasting,
  change: Change<number> | undefined,
  now: number,
): number {
  if (change === undefined) return value;
  const target = change.kind === 'set' ? change.value : scaled(value, change.factor);
  // "No limit" has no way to its target: it is there at once.
  if (!Number.isFinite(value)) return target;
  return value + (target - value) * progress(entry, change, now);
}

/** Nothing at all is left by x0, even of no limit. */
function scaled(value: number, factor: number): number {
  return factor === 0 ? 0 : value * factor;
}

/** Whether a change makes a number greater than `base`. */
export function grows(change: Change<number> | undefined, base: number): boolean {
  if (change === undefined) return false;
  return change.kind === 'set' ? change.value > base : change.factor > 1 && base > 0;
}
