import type { ArmRun } from '../../experiment/arm-run.ts';
import { type ArmPlan, scenarioOf } from '../../experiment/arms.ts';
import { linkNames } from '../../experiment/breaker-totals.ts';
import type { Playback } from '../../experiment/playback.ts';
import type { Result } from '../../experiment/result.ts';
import { verdictOf } from '../../experiment/verdict/overall.ts';
import { instancesOf } from '../../model/topology/compile.ts';
import { instantOf, scriptEvents } from '../../report/watch/events.ts';
import type {
  Limits,
  WatchEvent,
  WatchedArm,
  WatchedBreaker,
  WatchedGraph,
} from '../../report/watch/view.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** What there is room for in an arm: the same throughout. */
export interface Room {
  readonly limits: Limits;
  /** Of a graph. */
  readonly services: WatchedGraph['services'] | null;
}

export function roomIn(scenario: Scenario, plan: ArmPlan): Room {
  const { orderService, paymentService, services } = scenarioOf(scenario, plan);
  return {
    limits: {
      workers: inAll(orderService.workers, orderService.instances),
      backlog: inAll(orderService.backlog, orderService.instances),
      capacity: paymentService.capacity ?? null,
      queue: paymentService.queue ?? null,
    },
    services:
      services === undefined
        ? null
        : Object.entries(services).map(([name, service]) => {
            const instances = instancesOf(service);
            const places = inAll(service.capacity, instances);
            return { name, instances, places, queue: inAll(service.queue, instances) };
          }),
  };
}

function inAll(limit: number | undefined, instances: number): number | null {
  return limit === undefined ? null : limit * instances;
}

/** The arms as they stand now. */
export function watchedArms(playback: Playback, rooms: readonly Room[]): WatchedArm[] {
  return playback.arms.map((arm, place) => {
    const { limits, services } = rooms[place]!;
    const { graph } = arm;
    return {
      name: arm.name,
      ticks: playback.ticksOf(place),
      orders: arm.orders,
      paidLater: arm.paidLater,
      breakers: arm.breakers.map(watchedBreaker),
      transitions: playback.transitions.filter((transition) => transition.arm === arm.name),
      limits,
      graph: services && {
        services: graph.services.map((name) => services.find((one) => one.name === name)!),
        links: graph.links,
      },
    };
  });
}

function watchedBreaker(watch: ArmRun['breakers'][number]): WatchedBreaker {
  const { name, state, link, circuitCount: circuits } = watch;
  return {
    name,
    state,
    link: linkNames(link),
    circuits,
    open: Math.round(watch.shareIn('open') * circuits),
    halfOpen: Math.round(watch.shareIn('half-open') * circuits),
  };
}

/** What has happened so far, in order of time. */
export function pastEvents({ nowMs, transitions, head }: Playback): WatchEvent[] {
  const script = scriptEvents(head.script ?? []).filter((event) => instantOf(event) <= nowMs);
  const changes = transitions.map(
    (transition): WatchEvent => ({ kind: 'transition', arm: transition.arm, transition }),
  );
  return [...script, ...changes].sort((a, b) => instantOf(a) - instantOf(b));
}

/** What came of it. */
export function verdictWords(result: Result): readonly string[] {
  const verdict = verdictOf(result);
  if (verdict.length > 0) return verdict;
  const { orders } = result.arms[0]!.totals;
  return [`${orders.paid} of ${orders.arrived} orders paid.`];
}
