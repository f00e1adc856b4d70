import * as v from 'valibot';
import { count, duration, positiveDuration, positiveShare } from '../../../kernel/quantities.ts';
import { decode, eitherBy, settings, type Written } from '../../../kernel/settings.ts';
import type { SharedStore } from './shared-store.ts';

const quorum = eitherBy(
  (input) => typeof input === 'number' && input >= 1,
  v.pipe(
    count(1),
    v.transform((votes) => ({ votes })),
  ),
  v.pipe(
    positiveShare,
    v.transform((share) => ({ share })),
  ),
);

const written = settings({
  store: v.custom<SharedStore>(
    isStore,
    'a store with `read` and `swap`, such as redisStore(client)',
  ),
  key: v.pipe(v.string('the name of the record in the store'), v.minLength(1, 'a name')),
  refresh: v.optional(duration, '500ms'),
  whenDown: v.optional(v.picklist(['local', 'closed', 'open']), 'local'),
  members: v.optional(count(1)),
  quorum: v.optional(quorum, 1),
  lease: v.optional(positiveDuration, '30s'),
  patience: v.optional(positiveDuration, '100ms'),
});

/**
 * - `store`: where they meet, such as `redisStore(client)`
 * - `key`: the name of the record there; whoever uses it shares the circuit
 * - `refresh` ('500ms'): how old what a process has read may grow before it looks again
 * - `whenDown` ('local'): what a process does while the store is away. `local`: as a breaker of its own says,
 *   which counts all along; `closed`: it calls; `open`: it does not
 * - `quorum` (1): how many circuits must have opened at once by what each counted before all are blocked: a number,
 *   or a share such as '30%' of `members`. Until then only those are blocked whose own circuit opened
 * - `members`: how many share the circuit, where `quorum` is a share
 * - `lease` ('30s'): who probes and says nothing loses the right to after so long: longer than a probe takes
 * - `patience` ('100ms'): how long the store may take to answer
 */
export type SharedStateSettings = Written<typeof written>;

/** How a breaker shares its circuit, made by `sharedState`. */
export interface SharedState extends Omit<v.InferOutput<typeof written>, 'quorum' | 'members'> {
  /** How many votes open the circuit. */
  readonly votes: number;
}

/** What rounding may take from a share of a whole number. */
const ROUNDING = 1e-9;

/** How many processes share one circuit. Throws SettingsError, with the path of each mistake. */
export function sharedState(given: SharedStateSettings): SharedState {
  const decoded = decode(
    v.pipe(
      written,
      v.rawCheck(({ dataset, addIssue }) => {
        if (
          !dataset.typed ||
          'votes' in dataset.value.quorum ||
          dataset.value.members !== undefined
        ) {
          return;
        }
        addIssue({
          message: 'how many share the circuit, for `quorum` is a share of them',
          path: [
            {
              type: 'object',
              origin: 'value',
              input: dataset.value as never,
              key: 'members',
              value: undefined,
            },
          ],
        });
      }),
    ),
    given,
  );
  const { quorum: asked, members = 1, ...state } = decoded;
  const votes =
    'votes' in asked ? asked.votes : Math.max(1, Math.ceil(asked.share * members - ROUNDING));
  return { ...state, votes };
}

function isStore(input: unknown): boolean {
  const { read, swap } = (input ?? {}) as Partial<SharedStore>;
  return typeof read === 'function' && typeof swap === 'function';
}
