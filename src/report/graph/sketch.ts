import type { GraphShape, ShapedLink, ShapedService } from '../../experiment/graph-shape.ts';
import type { ArmResult, Result, ScriptMark } from '../../experiment/result.ts';
import { count } from '../figures.ts';
import { linkKey, type MomentFrame, momentFrame, troubleWords, wholeShape } from './moment.ts';
import { busyWords, fleetWords, routeWords } from './words.ts';

/** What is drawn of the services of a result, whatever the instant: what takes room, and how much. */
export interface Sketch {
  readonly shape: GraphShape;
  readonly frame: MomentFrame;
  readonly boxes: ReadonlyMap<string, BoxSketch>;
  /** By their ends: `linkKey`. */
  readonly labels: ReadonlyMap<string, LabelSketch>;
}

export interface BoxSketch {
  /** Letters of the longest line that it may hold, its name aside. */
  readonly letters: number;
  readonly fleet: string;
  /** Whether its places are limited at any time. */
  readonly hasPlaces: boolean;
  /** What its script may do to it at once, in words. */
  readonly troubles: readonly string[];
  readonly isEjected: boolean;
}

export interface LabelSketch {
  readonly letters: number;
  readonly route: string;
  /** How many breakers any arm has there. */
  readonly breakers: number;
  /** Of the breaker that has most. */
  readonly circuits: number;
}

type Ticks = NonNullable<ArmResult['ticks']>;

export function sketchOf(result: Pick<Result, 'arms' | 'scenario'>): Sketch {
  const shape = wholeShape(result.arms);
  const ticks = result.arms.flatMap((arm) => (arm.graph === undefined ? [] : (arm.ticks ?? [])));
  const frame = momentFrame(result);
  return {
    shape,
    frame,
    boxes: new Map(shape.services.map((one) => [one.name, boxSketch(one, ticks, frame)])),
    labels: new Map(
      shape.links.map((link) => [linkKey(link), labelSketch(link, ticks, result.arms)]),
    ),
  };
}

function boxSketch(service: ShapedService, ticks: Ticks, { script }: MomentFrame): BoxSketch {
  const { name } = service;
  const own = script.filter(({ service: struck }) => struck === name);
  let [busy, places, queued, ejected] = [0, -1, 0, 0];
  for (const { services } of ticks) {
    const one = services?.[name];
    if (one === undefined) continue;
    busy = Math.max(busy, one.busy);
    places = Math.max(places, one.places ?? -1);
    queued = Math.max(queued, one.queued);
    ejected = Math.max(ejected, one.ejected);
  }
  const fleet = fleetWords(service);
  const lines = [
    busyWords({ busy, places: places < 0 ? null : places }),
    `${count(queued)} queued`,
    fleet,
  ];
  return {
    letters: longest(lines),
    fleet,
    hasPlaces: places >= 0,
    troubles: own.map(({ fromMs }) =>
      troubleWords(
        name,
        own.filter((one) => holdsAt(one, fromMs)),
      ),
    ),
    isEjected: ejected > 0,
  };
}

function holdsAt({ fromMs, untilMs }: ScriptMark, atMs: number): boolean {
  return fromMs <= atMs && atMs < (untilMs ?? Number.POSITIVE_INFINITY);
}

function labelSketch(link: ShapedLink, ticks: Ticks, arms: readonly ArmResult[]): LabelSketch {
  let [started, failed, blocked] = [0, 0, 0];
  for (const { links } of ticks) {
    const one = links?.[link.from]?.[link.to];
    if (one === undefined) continue;
    started = Math.max(started, one.calls.started);
    failed = Math.max(failed, one.calls.failed);
    blocked = Math.max(blocked, one.calls.blocked);
  }
  const ofArms = arms.map(({ breakers = [] }) =>
    breakers.filter(({ link: own }) => own !== undefined && linkKey(own) === linkKey(link)),
  );
  const badges = ofArms.flat().map(({ name, circuits = 1 }) => {
    const several = ofArms.some((own) => own.length > 1);
    const words =
      circuits === 1 ? 'half-open' : `${count(circuits)} of ${count(circuits)} half-open`;
    // The switch stands before the words.
    return `${several ? `${name}: ` : ''}${words}   `;
  });
  const route = routeWords(link);
  return {
    letters: longest([
      `${count(started)} calls`,
      `${count(failed)} failed`,
      `${count(blocked)} blocked`,
      route,
      ...badges,
    ]),
    route,
    breakers: Math.max(0, ...ofArms.map((own) => own.length)),
    circuits: Math.max(0, ...ofArms.flat().map(({ circuits = 1 }) => circuits)),
  };
}

function longest(lines: readonly string[]): number {
  return Math.max(...lines.map(({ length }) => length));
}
