import { Counter, Gauge, Registry } from 'prom-client';
import { metricsOf } from '../../adapters/metrics.ts';
import type { Seen } from '../../model/observed/observation.ts';
import { nameOf } from '../answer.ts';
import type { Routes } from './door.ts';
import type { RealService } from './real-service.ts';
import type { Staffed } from './staffed-service.ts';

/** What a service tells Prometheus. */
export interface Meters {
  readonly see: (seen: Seen) => void;
  readonly routes: Routes;
}

/** Its breakers go by the name of the service that they stand before. */
export function metersOf({ service, links }: Staffed): Meters {
  const registry = new Registry();
  registry.setDefaultLabels({ service: service.name });
  for (const { to, breakers } of links) {
    for (const [place, circuits] of breakers.entries()) {
      for (const [column, circuit] of circuits.entries()) {
        const which = circuits.length === 1 ? '' : ` before ${column + 1}`;
        const name = `${to}${place === 0 ? '' : ` ${place + 1}`}${which}`;
        metricsOf(circuit, registry, { name });
      }
    }
  }
  const registers = [registry];
  const requests = new Counter({
    name: 'blackfriday_requests_total',
    help: 'Orders or payments that were answered, by how they ended',
    labelNames: ['outcome'],
    registers,
  });
  const calls = new Counter({
    name: 'blackfriday_calls_total',
    help: 'Calls to other services that were sent and ended, by how they ended',
    labelNames: ['outcome'],
    registers,
  });
  const charges = new Counter({
    name: 'blackfriday_charges_total',
    help: 'Charges to cards',
    registers,
  });
  gauges(service, registry);
  return {
    see: (seen) => {
      if (seen.what === 'answered') requests.inc({ outcome: nameOf(seen.outcome) });
      else if (seen.what === 'callEnded') calls.inc({ outcome: nameOf(seen.outcome) });
      else if (seen.what === 'charged') charges.inc();
    },
    routes: {
      'GET /metrics': async () => ({
        status: 200,
        body: await registry.metrics(),
        headers: { 'content-type': registry.contentType },
      }),
    },
  };
}

function gauges(service: RealService, registry: Registry): void {
  const read: Readonly<Record<string, readonly [string, () => number]>> = {
    blackfriday_busy: [
      'Requests in hand: workers or places that are taken',
      () => service.room.busy,
    ],
    blackfriday_queued: ['Requests that wait for a worker or a place', () => service.room.waiting],
    blackfriday_capacity: ['Workers or places there are', () => service.conditions.capacity],
  };
  for (const [name, [help, value]] of Object.entries(read)) {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(value());
        },
      }),
    );
  }
}
