import * as v from 'valibot';
import { count, duration, positiveDuration, positiveShare } from '../../kernel/quantities.ts';
import { anyOf } from '../../kernel/settings.ts';
import { variantOf } from '../../kernel/variant.ts';

/** The machines behind these are the model's: a running service brings its own store. */
const sharing = variantOf<void>();

const store = sharing({
  kind: 'store',
  summary:
    'a store such as Redis: outcomes are written to it, and what was read is used for a while',
  entries: {
    latency: v.optional(
      v.pipe(duration, v.description('How long a question and its answer take together')),
      '1ms',
    ),
    refresh: v.optional(
      v.pipe(duration, v.description('How old what an instance has read may grow')),
      '500ms',
    ),
    whenDown: v.optional(
      v.pipe(
        v.picklist(['local', 'closed', 'open']),
        v.description(
          'What an instance does while the store is down. local: as a breaker of its own says, which counts all along. closed: it calls. open: it does not',
        ),
      ),
      'local',
    ),
  },
  create: () => {},
});

const gossip = sharing({
  kind: 'gossip',
  summary: 'a breaker in every instance, and each tells others whose circuits it knows to be open',
  entries: {
    every: v.optional(
      v.pipe(positiveDuration, v.description('How often an instance tells others what it knows')),
      '1s',
    ),
    fanout: v.optional(v.pipe(count(1), v.description('How many others it tells each time')), 3),
    quorum: v.optional(
      v.pipe(
        positiveShare,
        v.description('The share of the fleet known to be open from which on it blocks, too'),
      ),
      '30%',
    ),
  },
  create: () => {},
});

const consensus = sharing({
  kind: 'consensus',
  summary: 'every call asks a majority of nodes first, and is blocked where there is none',
  entries: {
    latency: v.optional(
      v.pipe(duration, v.description('How long a question and its answer take together')),
      '30ms',
    ),
    nodes: v.optional(
      v.pipe(count(1), v.description('How many there are; more than half of them must agree')),
      5,
    ),
  },
  create: () => {},
});

/** Every way for instances to share a circuit; a new one is an entry here and a machine in the model. */
export const SHARINGS = [store, gossip, consensus] as const;

export const sharingSettings = anyOf('kind', SHARINGS);

export type SharingSettings = v.InferOutput<typeof sharingSettings>;

/** The settings of one kind. */
export type SharingOf<Kind extends SharingSettings['kind']> = Extract<
  SharingSettings,
  { readonly kind: Kind }
>;
