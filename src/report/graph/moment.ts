import type { GraphShape, ShapedLink, ShapedService } from '../../experiment/graph-shape.ts';
import type { ArmResult, Result, ScriptMark, Tick } from '../../experiment/result.ts';

/** The services of an arm as they are at the end of a tick, and what was called in it. */
export interface Moment {
  readonly services: ReadonlyMap<string, ServiceMoment>;
  /** By their ends: `linkKey`. */
  readonly links: ReadonlyMap<string, LinkMoment>;
}

export interface ServiceMoment extends ShapedService {
  readonly busy: number;
  /** Null: no limit. */
  readonly places: number | null;
  readonly queued: number;
  /** The share of its instances that outlier detection keeps away. */
  readonly ejected: number;
  /** What its script does to it within the tick: `outage: hang`; empty where it does nothing. */
  readonly trouble: string;
}

export interface LinkMoment extends ShapedLink {
  readonly calls: { readonly started: number; readonly failed: number; readonly blocked: number };
  /** Of the calls of the busiest link in the busiest tick of any arm. */
  readonly share: number;
  readonly breakers: readonly BreakerMoment[];
}

/** How many of the circuits of a breaker are in a state. */
export interface BreakerMoment {
  readonly name: string;
  readonly circuits: number;
  readonly open: number;
  readonly halfOpen: number;
}

/** Where a file says nothing of a breaker. */
const NONE = { open: 0, halfOpen: 0 };

export function linkKey({ from, to }: Pick<ShapedLink, 'from' | 'to'>): string {
  return `${from} ${to}`;
}

/** More links than this nobody could follow, and it would take long to lay them out. */
const MOST_LINKS = 200;

/** Whether the arms of a result have services and ticks to draw. */
export function hasGraph({ arms }: Pick<Result, 'arms'>): boolean {
  const isThere = arms.some(({ graph, ticks = [] }) => graph !== undefined && ticks.length > 0);
  return isThere && wholeShape(arms).links.length <= MOST_LINKS;
}

/** The services and links of all arms together: an arm may call what another does not. */
export function wholeShape(arms: readonly ArmResult[]): GraphShape {
  const shapes = arms.flatMap(({ graph }) => graph ?? []);
  const services = new Map(shapes.flatMap((shape) => shape.services).map((one) => [one.name, one]));
  const links = new Map(shapes.flatMap((shape) => shape.links).map((one) => [linkKey(one), one]));
  return { services: [...services.values()], links: [...links.values()] };
}

/** An arm at a tick; undefined where the arm is over by then. */
export function momentOf(arm: ArmResult, index: number, frame: MomentFrame): Moment | undefined {
  const tick = arm.ticks?.[index];
  if (tick === undefined || arm.graph === undefined) return undefined;
  const services = arm.graph.services.flatMap((one) => serviceMoment(one, tick, frame) ?? []);
  const links = arm.graph.links.flatMap((one) => linkMoment(one, arm, tick, frame) ?? []);
  return {
    services: new Map(services.map((one) => [one.name, one])),
    links: new Map(links.map((one) => [linkKey(one), one])),
  };
}

/** What all moments of a result share. */
export interface MomentFrame {
  readonly script: readonly ScriptMark[];
  readonly tickMs: number;
  /** Calls of the busiest link in its busiest tick; never 0. */
  readonly mostCalls: number;
}

export function momentFrame({ arms, scenario }: Pick<Result, 'arms' | 'scenario'>): MomentFrame {
  let mostCalls = 1;
  for (const { ticks = [] } of arms) {
    for (const { links = {} } of ticks) {
      for (const ways of Object.values(links)) {
        for (const { calls } of Object.values(ways)) {
          mostCalls = Math.max(mostCalls, calls.started);
        }
      }
    }
  }
  return { script: scenario.script ?? [], tickMs: scenario.tickMs, mostCalls };
}

function serviceMoment(
  service: ShapedService,
  tick: Tick,
  { script, tickMs }: MomentFrame,
): ServiceMoment | undefined {
  const reading = tick.services?.[service.name];
  if (reading === undefined) return undefined;
  const { busy, places, queued, ejected } = reading;
  const { startMs } = tick;
  const marks = script.filter(
    ({ service: struck, fromMs, untilMs }) =>
      struck === service.name &&
      fromMs < startMs + tickMs &&
      startMs < (untilMs ?? Number.POSITIVE_INFINITY),
  );
  return { ...service, busy, places, queued, ejected, trouble: troubleWords(service.name, marks) };
}

/** What the script does to a service, without the name of the service. */
export function troubleWords(name: string, marks: readonly ScriptMark[]): string {
  return marks
    .flatMap(({ changes }) => changes.map((words) => words.replace(`${name}: `, '')))
    .join(', ');
}

function linkMoment(
  link: ShapedLink,
  arm: ArmResult,
  tick: Tick,
  { mostCalls }: MomentFrame,
): LinkMoment | undefined {
  const reading = tick.links?.[link.from]?.[link.to];
  if (reading === undefined) return undefined;
  const { started, failed, blocked } = reading.calls;
  const breakers = (arm.breakers ?? []).flatMap(
    ({ name, link: guarded, circuits = 1 }, place): BreakerMoment[] => {
      if (guarded === undefined || linkKey(guarded) !== linkKey(link)) return [];
      const { open, halfOpen } = tick.breakers?.[place] ?? NONE;
      const many = (share: number) => Math.round(share * circuits);
      return [{ name, circuits, open: many(open), halfOpen: many(halfOpen) }];
    },
  );
  return {
    ...link,
    calls: { started, failed, blocked },
    share: started / mostCalls,
    breakers,
  };
}
