import type { CallEntry } from '../model/books/witness.ts';
import { BACKUP_NAME } from '../model/topology/short-form.ts';
import type { World } from '../model/world.ts';
import type { CallRecord, CallWay } from './result.ts';

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
function placeOf({ services }: Parts, name: string, instance: number | null): CallWay['from'] {
  const { node } = services.find((one) => one.name === name)!;
  return { service: name, instance: node.instances === 1 ? null : instance };
}
