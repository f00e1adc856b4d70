import { assertNever } from '../../../kernel/assert.ts';
import type {
  Fleet,
  Sharing,
  SharingListener,
} from '../../../resilience/breaker/sharing/sharing.ts';
import { Store } from '../../../resilience/breaker/sharing/store.ts';
import type { SharingSettings } from '../../../resilience/breaker/sharing-settings.ts';
import { Consensus } from './consensus.ts';
import { Gossip } from './gossip.ts';
import { Remote } from './remote.ts';

/** The machine for a kind of sharing; a new one is a file and a case here. */
export function createSharing(
  settings: SharingSettings,
  fleet: Fleet,
  listener: SharingListener,
): Sharing {
  switch (settings.kind) {
    case 'store':
      return new Store(
        settings,
        fleet,
        listener,
        (alarm, heard) => new Remote(fleet, settings.latency, alarm, heard),
      );
    case 'gossip':
      return new Gossip(settings, fleet, listener);
    case 'consensus':
      return new Consensus(settings, fleet, listener);
    default:
      return assertNever(settings);
  }
}
