import { decimal } from '../../kernel/quantity-text.ts';
import type { LoadSigns } from './load-signs.ts';
import type { Unknown } from './unknown.ts';

/** What is known of the capacity. */
interface CapacityKnown {
  readonly signs: LoadSigns;
  /** The limit that stands in the file; null where none does. */
  readonly capacity: number | null;
  /** The limit that came nearest of those that were tried; null where none was. */
  readonly nearestLimit: number | null;
  /** A limit to begin with; null where no latency is known. */
  readonly room: number | null;
  readonly file: string;
}

/** Around the limit to begin with. */
const TRIED = [0.8, 1, 1.5, 3] as const;
const ANY = [10, 50, 250] as const;

/** What a recording tells of the capacity, and what it does not. */
export function capacityUnknown(known: CapacityKnown): Unknown {
  const { room, file } = known;
  const values =
    room === null ? ANY : TRIED.map((factor) => Math.max(1, Math.round(room * factor)));
  return {
    what: 'capacity',
    says: wordsOf(known),
    commands: [
      ['sweep', file, '--vary', `paymentService.capacity=${[...new Set(values)].join(',')}`],
    ],
  };
}

function wordsOf({ signs, capacity, nearestLimit }: CapacityKnown): string {
  if (signs.mostInProgress === null) {
    return 'Without latencies nothing is known of how many requests were in progress at once, nor of how many the service has room for.';
  }
  const most = decimal(Math.ceil(signs.mostInProgress));
  const inProgress = `At most ${most} requests were in progress at once (rate times latency), those that waited included.`;
  if (capacity !== null) {
    return `Latency rose and fell with the rate, as a queue makes it. A capacity of ${decimal(capacity)} tells that best and stands in the file, in the place of a script. ${inProgress}`;
  }
  if (nearestLimit !== null) {
    return `The slow stretches are those of a high rate, so the service may have been near its limit. A capacity of ${decimal(nearestLimit)} comes nearest, but tells the recording less well than the script does, so the scenario has no limit. ${inProgress}`;
  }
  return `${inProgress} The service has room for as many. No overload is to be seen, so where it begins is not known, and the scenario has no limit.`;
}
