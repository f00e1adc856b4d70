import type { Agenda } from '../../kernel/agenda.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { ServiceSettings } from '../topology/graph.ts';
import { Conditions } from './conditions.ts';
import { type ServiceScriptEntry, strikesService } from './service-script.ts';

/** What the parts of a service are told apart by. */
export interface Parts {
  readonly instances: number;
}

interface Part {
  readonly instance: number;
}

/**
 * The numbers of a service where they are not the same for all of it: a script may mean some instances only.
 * What the same entries hold for is one zone, with conditions of its own; mostly there is one in all.
 */
export class Zones {
  readonly all: readonly Conditions[];
  /** The conditions of each instance. */
  readonly ofInstance: readonly Conditions[];
  private readonly instancesIn: readonly number[];

  /** `onChange` is called at every turning point of the script, once the new numbers hold. */
  constructor(
    settings: ServiceSettings,
    { instances }: Parts,
    agenda: Agenda,
    luck: RandomStream,
    onChange: () => void,
  ) {
    const script = settings.script.map((entry, place) => meant(entry, place, instances, luck));
    const keys = Array.from({ length: instances }, (_, instance) =>
      script.flatMap(({ means }, place) => (means({ instance }) ? [place] : [])).join(),
    );
    const zones = [...new Set(keys)];
    this.all = zones.map((zone) => {
      const holding = zone.split(',');
      const own = settings.script.filter((_, place) => holding.includes(String(place)));
      return new Conditions({ ...settings, script: own }, agenda, onChange);
    });
    this.ofInstance = keys.map((key) => this.all[zones.indexOf(key)]!);
    this.instancesIn = zones.map((zone) => keys.filter((key) => key === zone).length);
  }

  /** Whether anything is worse somewhere than the settings have it. */
  get isTroubled(): boolean {
    return this.all.some(({ isTroubled }) => isTroubled);
  }

  /** Places of all instances together. */
  get capacity(): number {
    let sum = 0;
    for (let zone = 0; zone < this.all.length; zone++) {
      sum += this.instancesIn[zone]! * this.all[zone]!.capacity;
    }
    return sum;
  }
}

interface Meant {
  readonly means: (part: Part) => boolean;
}

/** What an entry happens to; instances that are not named are drawn, for each entry anew. */
function meant(
  entry: ServiceScriptEntry,
  place: number,
  instances: number,
  luck: RandomStream,
): Meant {
  const { instance, instances: share } = entry;
  if (!strikesService(entry)) return { means: () => false };
  if (instance !== undefined) return { means: (part) => part.instance === instance - 1 };
  if (share === undefined) return { means: () => true };
  const drawn = drawnOf(instances, Math.max(1, Math.round(share * instances)), luck.at(place));
  return { means: (part) => drawn.has(part.instance) };
}

/** So many of the numbers from 0 on, each as likely as any other. */
function drawnOf(numbers: number, many: number, luck: RandomStream): ReadonlySet<number> {
  const draws = Array.from({ length: numbers }, (_, number) => ({ number, draw: luck.next() }));
  draws.sort((one, other) => one.draw - other.draw);
  return new Set(draws.slice(0, many).map(({ number }) => number));
}
