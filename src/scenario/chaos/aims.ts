import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Ground, GroundService } from './ground.ts';
import type { Place, Target } from './place.ts';

/** What a kind of trouble strikes in a graph of services. */
export const AIMS = ['traffic', 'service', 'work', 'instance', 'region', 'way', 'store'] as const;
export type Aim = (typeof AIMS)[number];

/** One of the things that an aim may strike: the whole of it, or a part. */
interface Mark {
  /** Null: it is struck in part only. */
  readonly whole: Place | null;
  readonly parts: readonly Place[];
}

/** The shares of its instances that a trouble may be confined to. */
const SHARES = [0.1, 0.25, 0.5];

/** Everything that an aim may strike. */
function marksOf(aim: Exclude<Aim, 'traffic'>, ground: Ground): Mark[] {
  const { services, regions, ways, sharers } = ground;
  switch (aim) {
    case 'service':
      return services.map(serviceMark);
    case 'work':
      return services.filter(({ works }) => works).map(serviceMark);
    case 'instance':
      return services.filter(({ works }) => works).map(instanceMark);
    case 'region':
      return regions.map(({ name }) => ({ whole: { region: name }, parts: [] }));
    case 'way':
      return ways.map(({ from, to }) => ({
        whole: { from, to, oneWay: false },
        parts: [
          { from, to, oneWay: true },
          { from: to, to: from, oneWay: true },
        ],
      }));
    case 'store':
      return sharers.map(({ name }) => ({ whole: { service: name }, parts: [] }));
  }
}

function serviceMark({ name: service, instances, regions, classes }: GroundService): Mark {
  return {
    whole: { service },
    parts: [
      // The least share is one instance; more of them are more than that.
      ...SHARES.filter((share) => share * instances > 0.75).map((share) => ({
        service,
        instances: share,
      })),
      ...regions.map((region) => ({ service, region })),
      ...classes.map((name) => ({ service, class: name })),
    ],
  };
}

/** One of several; what has one only is struck in so many of its calls. */
function instanceMark({ name: service, instances }: GroundService): Mark {
  if (instances === 1) return { whole: { service }, parts: [] };
  const parts = Array.from({ length: instances }, (_, index) => ({ service, instance: index + 1 }));
  return { whole: null, parts };
}

/** Whether there is anything to strike. */
export function hasMark(aim: Aim, ground: Ground): boolean {
  return aim === 'traffic' || marksOf(aim, ground).length > 0;
}

/**
 * Draws where a trouble strikes: every service, region or way as likely as the others; the whole of it in half of the
 * cases, else one of its parts. Undefined: it strikes the traffic.
 */
export function drawPlace(aim: Aim, ground: Ground, luck: RandomStream): Place | undefined {
  if (aim === 'traffic') return undefined;
  const { whole, parts } = oneOf(marksOf(aim, ground), luck);
  if (parts.length === 0) return whole!;
  return whole !== null && luck.chance(0.5) ? whole : oneOf(parts, luck);
}

function oneOf<One>(list: readonly One[], luck: RandomStream): One {
  return list[Math.floor(list.length * luck.next())]!;
}

/** What entries strike a place. */
export function targetsAt(place: Place, { regions }: Ground): Target[] {
  if (!('region' in place) || 'service' in place) return [place as Target];
  const { region } = place;
  return regions
    .find(({ name }) => name === region)!
    .services.map((service) => ({ service, region }));
}
