import type { CircuitPlace } from '../model/books/breaker-watch.ts';
import type { CallEntry } from '../model/books/witness.ts';
import { BACKUP_NAME } from '../model/topology/short-form.ts';
import type { World } from '../model/world.ts';

/** One call as it became known, for those who follow by hand. */
export interface CallRecord extends Omit<CallEntry, 'breaker' | 'service' | 'instance' | 'from'> {
  readonly arm: string;
  /** Whose states these are; present where the pipeline has several breakers. */
  readonly breaker?: string;
  /** Present where the call went to the backup, and of a graph. */
  readonly service?: string;
  /** Present of a graph. */
  readonly way?: CallWay;
}

/** The way of a call in a graph. */
export interface CallWay {
  readonly from: CallPlace;
  readonly to: CallPlace;
  /** Which circuit of the breaker, where it has several. */
  readonly circuit: CircuitPlace;
}

interface CallPlace {
  readonly service: string;
  /** From 1; null of the only one there is, and where the call was never sent. */
  readonly instance: number | null;
}

type Parts = Pick<World, 'services' | 'breakers'>;

/** A call of an arm, with what has to be told besides where there are several breakers, or a graph. */
export function callRecord(
  { breaker, service, instance, from, ...entry }: CallEntry,
  arm: string,
  world: Parts,
  isGraph: boolean,
): CallRecord {
  const { name = '', ...circuit } = breaker ?? {};
  const way = (): CallWay => ({
    from: placeOf(world, from.service, from.instance),
    to: placeOf(world, service, instance),
    circuit,
  });
  return {
    arm,
    ...entry,
    ...(breaker !== null && world.breakers.length > 1 && { breaker: name }),
    ...((isGraph || service === BACKUP_NAME) && { service }),
    ...(isGraph && { way: way() }),
  };
}

/** An instance is told of where there are others. */
function placeOf({ services }: Parts, name: string, instance: number | null): CallPlace {
  const { node } = services.find((one) => one.name === name)!;
  return { service: name, instance: node.instances === 1 ? null : instance };
}
