import { anyOf } from '../../../kernel/settings.ts';
import { makerOf } from '../../../kernel/variant.ts';
import { consensus } from './consensus.ts';
import { gossip } from './gossip.ts';
import { store } from './store.ts';

/** Every way to share circuits; a new one is a file and a line here. */
export const SHARINGS = [store, gossip, consensus] as const;

export const sharingSettings = anyOf('kind', SHARINGS);

export const createSharing = makerOf(SHARINGS);
