import { randomBytes } from 'node:crypto';
import type { Seen } from '../model/observed/observation.ts';
import type { Address } from './messages.ts';
import { monotonicMs } from './monotonic.ts';
import { ownCircuit } from './service/circuits.ts';
import { hangUp } from './service/client.ts';
import { controlRoutes } from './service/control.ts';
import { Door } from './service/door.ts';
import { metersOf } from './service/meters.ts';
import { RealTime } from './service/real-time.ts';
import { askedOf, routesOf } from './service/routes.ts';
import { staffed } from './service/staffed-service.ts';
import { stateChangeLine } from './state-change.ts';
import type { World } from './world.ts';

interface ServeSettings {
  readonly world: World;
  /** The place of the service in the graph. */
  readonly place: number;
  readonly address: Address;
  /** Where the services are that it calls, by their places: of each as many instances as there are addresses. */
  readonly others: ReadonlyMap<number, readonly Address[]>;
  /** Told of every change of a circuit's state, a line of JSON each. */
  readonly onLog: (line: string) => void;
}

/** A service that stands by itself, for as long as its process does. */
export interface Standing {
  readonly address: Address;
  /** What the controls ask for. */
  readonly token: string;
  close(): Promise<void>;
}

/** Serves one service of a graph; its script does not run, for it is controlled by hand. Rejects where it cannot listen. */
export async function serveService(wanted: ServeSettings): Promise<Standing> {
  const { place, address, others, onLog } = wanted;
  const world = stillWorld(wanted);
  const time = new RealTime();
  let count: (what: Seen) => void = () => {};
  const see = (seen: Seen): void => {
    count(seen);
    if (seen.what === 'changed') onLog(stateChangeLine(world.graph, seen, Date.now()));
  };
  const made = staffed({
    ...world,
    place,
    instance: 0,
    time,
    see,
    token: '',
    addressOf: (to, instance) => others.get(to)![instance]!,
    circuitOf: ownCircuit,
  });
  const meters = metersOf(made);
  count = meters.see;
  const token = randomBytes(16).toString('hex');
  const routes = {
    ...routesOf(made.service, askedOf(world, place, '')),
    ...meters.routes,
    ...controlRoutes(made, token),
  };
  const door = new Door(routes, address.host);
  const where = await door.open(address);
  time.begin(monotonicMs());
  return {
    address: where,
    token,
    close: async () => {
      time.stop();
      hangUp();
      await door.close();
    },
  };
}

/** The services without their scripts: one instance of what is served, and of the others as many as are known. */
function stillWorld({ world, place, others }: ServeSettings): World {
  const { services } = world.graph;
  const still = services.map((node, at) => ({
    ...node,
    instances: at === place ? 1 : (others.get(at)?.length ?? 1),
    regions: [],
    settings: { ...node.settings, script: [] },
  }));
  return { ...world, regions: undefined, graph: { ...world.graph, services: still } };
}
