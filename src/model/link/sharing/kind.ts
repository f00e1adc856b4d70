import { variantOf } from '../../../kernel/variant.ts';
import type { Fleet, Sharing, SharingListener } from './sharing.ts';

export type CreateSharing = (fleet: Fleet, listener: SharingListener) => Sharing;

/** How a kind of sharing is written down. */
export const sharingKind = variantOf<CreateSharing>();
