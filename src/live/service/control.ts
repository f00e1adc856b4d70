import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { distribution } from '../../kernel/distribution/index.ts';
import { count, duration, share } from '../../kernel/quantities.ts';
import { decode, SettingsError, settings } from '../../kernel/settings.ts';
import { CircuitBreaker } from '../../resilience/breaker/circuit-breaker.ts';
import { BadRequest, bodyOf } from './body.ts';
import type { Routes } from './door.ts';
import type { Staffed } from './staffed-service.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What may be changed of a service while it runs; what is left out stays as it is. */
const controlSettings = settings({
  failureRate: v.optional(share),
  declineRate: v.optional(share),
  latency: v.optional(distribution(duration)),
  slowdown: v.optional(duration),
  capacity: v.optional(count(0)),
  queue: v.optional(count(0)),
  outage: v.optional(v.picklist(['none', 'refuse', 'hang'])),
  /** By hand: of all breakers of the service. */
  circuit: v.optional(v.picklist(['open', 'close', 'reset'])),
});

/** `POST /control`, from this very machine and with the token only. */
export function controlRoutes(staffed: Staffed, token: string): Routes {
  return {
    'POST /control': async (request) => {
      admit(request, token);
      change(staffed, decoded(await bodyOf(request)));
      return { status: 200, body: presentOf(staffed) };
    },
    'GET /state': async () => ({ status: 200, body: presentOf(staffed) }),
  };
}

function admit({ socket, headers }: IncomingMessage, token: string): void {
  if (!LOOPBACK.has(socket.remoteAddress ?? '')) {
    throw new BadRequest(403, 'the controls are for this very machine');
  }
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new BadRequest(401, 'the controls need the token: -H "Authorization: Bearer TOKEN"');
  }
}

function decoded(body: object): v.InferOutput<typeof controlSettings> {
  try {
    return decode(controlSettings, body);
  } catch (error) {
    if (error instanceof SettingsError) throw new BadRequest(400, error.message);
    throw error;
  }
}

function change({ service, links }: Staffed, wanted: v.InferOutput<typeof controlSettings>): void {
  const { latency, outage, slowdown, circuit, ...numbers } = wanted;
  for (const conditions of service.zones.all) {
    Object.assign(conditions, numbers);
    if (latency !== undefined) conditions.latency = { distribution: latency, factor: 1 };
    if (slowdown !== undefined) conditions.slowdownMs = slowdown;
    if (outage !== undefined) conditions.outage = outage === 'none' ? null : outage;
  }
  for (const one of links.flatMap(({ breakers }) => breakers.flat())) {
    if (circuit !== undefined && one instanceof CircuitBreaker) one[circuit]();
  }
  service.letIn();
}

/** How the service is now; null where there is no limit. */
function presentOf({ service, links }: Staffed): object {
  const { conditions, room, name } = service;
  const { failureRate, declineRate, capacity, queue, outage, latency } = conditions;
  return {
    service: name,
    busy: room.busy,
    waiting: room.waiting,
    capacity,
    queue,
    failureRate,
    declineRate,
    meanLatencyMs: latency === null ? null : latency.distribution.mean * latency.factor,
    outage: outage ?? 'none',
    circuits: links.flatMap(({ to, breakers }) =>
      breakers.flat().map(({ state }) => ({ to, state })),
    ),
  };
}
