import type { Playback } from '../../experiment/playback.ts';
import { instantOf, scriptEvents } from '../../report/watch/events.ts';
import type { WatchEvent, WatchedArm } from '../../report/watch/view.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** The arms as they stand now. */
export function watchedArms(playback: Playback, scenario: Scenario): WatchedArm[] {
  const { orderService, paymentService } = scenario;
  const all = (limit: number | undefined) =>
    limit === undefined ? null : limit * orderService.instances;
  const limits = {
    workers: all(orderService.workers),
    backlog: all(orderService.backlog),
    capacity: paymentService.capacity ?? null,
    queue: paymentService.queue ?? null,
  };
  return playback.arms.map((arm, place) => ({
    name: arm.name,
    ticks: playback.ticksOf(place),
    orders: arm.orders,
    paidLater: arm.paidLater,
    breakers: arm.breakers.map(({ name, state }) => ({ name, state })),
    transitions: playback.transitions.filter((transition) => transition.arm === arm.name),
    limits,
  }));
}

/** What has happened so far, in order of time. */
export function pastEvents({ nowMs, transitions, head }: Playback): WatchEvent[] {
  const script = scriptEvents(head.script ?? []).filter((event) => instantOf(event) <= nowMs);
  const changes = transitions.map(
    (transition): WatchEvent => ({ kind: 'transition', arm: transition.arm, transition }),
  );
  return [...script, ...changes].sort((a, b) => instantOf(a) - instantOf(b));
}
