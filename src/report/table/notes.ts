import { whose } from '../breaker-words.ts';
import { instant } from '../figures.ts';
import { type Paint, stateColour } from '../paint.ts';
import { wrap } from '../wrap.ts';
import type { ArmTransition } from './rows.ts';

/** More transitions in one tick than this are told by number. */
const MOST_NOTES = 4;

/** Whether a breaker changed its mind too often in a tick to tell every time. */
export function isRestless(transitions: readonly ArmTransition[]): boolean {
  return transitions.length > MOST_NOTES;
}

export interface Notes {
  readonly transitions: readonly ArmTransition[];
  readonly nameArms: boolean;
  /** The tick before was restless too: the first few would only say the same again. */
  readonly again: boolean;
}

interface Place {
  /** Cells before the text, with room for the instant. */
  readonly indent: number;
  readonly width: number;
  /** Of a second, in the instants. */
  readonly decimals: number;
}

/** The transitions of a tick, one a line: `3m21.4s closed → open: 52 of 100 calls failed (52 %)`. */
export function* noteLines(
  { transitions, nameArms, again }: Notes,
  place: Place,
  paint: Paint,
): Generator<string> {
  const all = !isRestless(transitions);
  const told = all ? transitions : transitions.slice(0, again ? 0 : MOST_NOTES - 1);
  for (const transition of told) yield* noteLine(transition, nameArms, place, paint);
  if (all) return;
  const last = transitions.at(-1)!;
  const rest = again
    ? `${transitions.length} changes of state`
    : `and ${transitions.length - told.length} more`;
  const text = `${rest}, the last to ${last.to} at ${instant(last.atMs, place.decimals)}`;
  yield paint.faint(`${' '.repeat(place.indent)}${paint.signs.ellipsis} ${text}`);
}

/** `closed → open: 5 consecutive failures`, with whose it is where that is not plain. */
function* noteLine(
  transition: ArmTransition,
  nameArm: boolean,
  { indent, width, decimals }: Place,
  paint: Paint,
): Generator<string> {
  const { atMs, from, to, reason, arm } = transition;
  const head = `${instant(atMs, decimals).padEnd(indent - 1)} `;
  const prefix = [...(nameArm ? [arm] : []), ...whose(transition)].join(', ');
  const change = `${from} ${paint.signs.arrow} ${to}`;
  const text = `${prefix === '' ? '' : `${prefix}: `}${change}: ${reason}`;
  const [first = '', ...others] = wrap(text, width - head.length);
  const coloured = `${from} ${paint.signs.arrow} ${stateColour(paint, to)(to)}`;
  yield head + first.replace(change, () => coloured);
  yield* others.map((line) => ' '.repeat(head.length) + line);
}
