import type { Observation, Seen } from '../model/observed/observation.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Address, Duty, Order, Report } from './messages.ts';
import { armNamed, scenarioOfPlan, worldOfArm } from './plan.ts';
import { ownCircuit } from './service/circuits.ts';
import { hangUp } from './service/client.ts';
import { Door } from './service/door.ts';
import { metersOf } from './service/meters.ts';
import { RealTime } from './service/real-time.ts';
import { type RedisCircuits, redisCircuits } from './service/redis-circuits.ts';
import { askedOf, routesOf } from './service/routes.ts';
import type { See } from './service/see.ts';
import { staffed } from './service/staffed-service.ts';
import type { World } from './world.ts';

/** The process of one service: what it is to be it hears from whoever started it, and ends with it. */
const time = new RealTime();
const loop = new LoopWatch();
let addresses: readonly (readonly Address[])[] = [];
let door: Door | undefined;
let shared: RedisCircuits | undefined;
let seen: Observation[] = [];
let isLeaving = false;
let count: (what: Seen) => void = () => {};

const report = (what: Report): void => {
  process.send?.(what);
};

/** Little is lost with a process that is killed: what it saw is told within the same turn of its loop. */
const see: See = (what, clockMs) => {
  // What ends because the process does is no end: it is pending.
  if (isLeaving) return;
  const atMs = clockMs === undefined ? time.nowMs : time.nowMs + clockMs - performance.now();
  count(what);
  if (seen.length === 0) setImmediate(tellSeen);
  seen.push({ ...what, atMs: Math.max(0, atMs) });
};

function tellSeen(): void {
  if (seen.length === 0) return;
  report({ kind: 'seen', observations: seen });
  seen = [];
}

async function serve(duty: Duty): Promise<void> {
  const { plan, arm, service: place, instance, address, token } = duty;
  const scenario = scenarioOfPlan(plan);
  const world = worldOfArm(scenario, armNamed(scenario, arm));
  const made = staffed({
    ...world,
    place,
    instance,
    time,
    see,
    token,
    addressOf: (of, which) => addresses[of]![which]!,
    circuitOf: await circuitsFor(duty, world),
  });
  const meters = metersOf(made);
  count = meters.see;
  const routes = { ...routesOf(made.service, askedOf(world, place, token)), ...meters.routes };
  door = new Door(routes, address.host);
  report({ kind: 'ready', address: await door.open(address) });
}

async function circuitsFor({ redis, token, service }: Duty, { graph }: World) {
  if (redis === null) return ownCircuit;
  const node = graph.services[service]!;
  try {
    shared = await redisCircuits({ url: redis, run: token, agenda: time.agenda, node });
  } catch (error) {
    throw new Error(`no Redis can be used at ${redis}: ${(error as Error).message}`);
  }
  return shared.circuitOf;
}

async function end(): Promise<void> {
  tellSeen();
  isLeaving = true;
  time.stop();
  hangUp();
  await door?.close();
  await shared?.end();
  report({ kind: 'done', loopLateMs: loop.lateMs });
  process.disconnect();
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'serve':
      return serve(order.duty);
    case 'begin':
      ({ addresses } = order);
      time.begin(order.atMs);
      return;
    case 'end':
      return end();
  }
}

process.on('message', (order: Order) => {
  obey(order).catch((error: unknown) =>
    report({ kind: 'fault', words: error instanceof Error ? error.message : String(error) }),
  );
});
// Whoever started it is gone, or all is done.
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process of a terminal: the one that started this tells when to end.
process.on('SIGINT', () => {});
