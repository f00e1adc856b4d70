import { randomBytes } from 'node:crypto';
import type { Seen } from '../model/observed/observation.ts';
import type { Graph } from '../model/topology/graph.ts';
import type { Address } from './messages.ts';
import { monotonicMs } from './monotonic.ts';
import { hangUp } from './service/client.ts';
import { controlRoutes } from './service/control.ts';
import { Door } from './service/door.ts';
import { metersOf } from './service/meters.ts';
import { RealTime } from './service/real-time.ts';
import { routesOf, staffed } from './service/staffed-service.ts';

interface ServeSettings {
  readonly seed: number;
  readonly graph: Graph;
  /** The place of the service in the graph. */
  readonly place: number;
  readonly address: Address;
  /** Where the service that it calls is. */
  readonly others: Address;
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
  const { seed, graph, place, address, others, onLog } = wanted;
  const services = graph.services.map((node) => ({
    ...node,
    settings: { ...node.settings, script: [] },
  }));
  const time = new RealTime();
  const name = services[place]!.name;
  let count: (what: Seen) => void = () => {};
  const see = (seen: Seen): void => {
    count(seen);
    if (seen.what !== 'changed') return;
    const { from, to, reason } = seen;
    const at = new Date().toISOString();
    onLog(JSON.stringify({ at, event: 'stateChange', service: name, from, to, reason }));
  };
  const made = staffed({
    seed,
    graph: { ...graph, services },
    place,
    time,
    see,
    token: '',
    addressOf: () => others,
  });
  const meters = metersOf(made);
  count = meters.see;
  const token = randomBytes(16).toString('hex');
  const routes = {
    ...routesOf(made.service, place === 0, ''),
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
