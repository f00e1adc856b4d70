import type { Observation, Seen } from '../model/observed/observation.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Address, Duty, Order, Report } from './messages.ts';
import { armNamed, graphOfArm, scenarioOfPlan } from './plan.ts';
import { hangUp } from './service/client.ts';
import { Door } from './service/door.ts';
import { metersOf } from './service/meters.ts';
import type { See } from './service/outbound.ts';
import { RealTime } from './service/real-time.ts';
import { routesOf, staffed } from './service/staffed-service.ts';

/** The process of one service: what it is to be it hears from whoever started it, and ends with it. */
const time = new RealTime();
const loop = new LoopWatch();
let addresses: readonly Address[] = [];
let door: Door | undefined;
let seen: Observation[] = [];
let count: (what: Seen) => void = () => {};

const report = (what: Report): void => {
  process.send?.(what);
};

/** Little is lost with a process that is killed: what it saw is told within the same turn of its loop. */
const see: See = (what, clockMs) => {
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

async function serve({ plan, arm, service: place, address, token }: Duty): Promise<void> {
  const scenario = scenarioOfPlan(plan);
  const graph = graphOfArm(scenario, armNamed(scenario, arm));
  const made = staffed({
    seed: scenario.seed,
    graph,
    place,
    time,
    see,
    token,
    addressOf: (of) => addresses[of]!,
  });
  const meters = metersOf(made);
  count = meters.see;
  const routes = { ...routesOf(made.service, place === 0, token), ...meters.routes };
  door = new Door(routes, address.host);
  report({ kind: 'ready', address: await door.open(address) });
}

async function end(): Promise<void> {
  tellSeen();
  time.stop();
  hangUp();
  await door?.close();
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
