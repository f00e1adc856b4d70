import * as v from 'valibot';
import { decode } from '../../kernel/settings.ts';
import { CircuitState } from './circuit-state.ts';

const COUNT = 'a whole number, 0 or more';
const count = v.pipe(v.number(COUNT), v.safeInteger(COUNT), v.minValue(0, COUNT));

/** More openings than that nobody has seen; each is asked of the back-off when it is restored. */
const MOST_OPENINGS = 1_000_000;

/** What cockatiel's `toJSON` says of a circuit; a half-open one is told as open. */
const ownState = v.variant('value', [
  v.object({ value: v.literal(CircuitState.Closed) }),
  v.object({
    value: v.literal(CircuitState.Open),
    /** In ms since 1970. */
    openedAt: v.number('ms since 1970'),
    /** Openings since it was closed. */
    attemptNo: v.pipe(count, v.maxValue(MOST_OPENINGS)),
  }),
  v.object({
    value: v.literal(CircuitState.Isolated),
    counters: v.pipe(count, v.maxValue(MOST_OPENINGS)),
  }),
]);

const keptState = v.object({ ownState, breakerState: v.optional(v.unknown()) });

export type KeptState = v.InferOutput<typeof keptState>;

/** Throws SettingsError, with the path of each mistake, if it is none. */
export function decodeState(state: unknown): KeptState {
  return decode(keptState, state);
}
