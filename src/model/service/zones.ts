import type { Agenda } from '../../kernel/agenda.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { ServiceSettings } from '../topology/graph.ts';
import { Conditions } from './conditions.ts';
import { type ServiceScriptEntry, strikesService } from './service-script.ts';

/** What the parts of a service are told apart by. */
interface Part {
  readonly instance: number;
  /** The name of the region; undefined where it stands in no place in particular. */
  readonly region: string | undefined;
  /** The name of the class; undefined where there are none. */
  readonly class: string | undefined;
}

/** The service whose numbers they are. */
export interface Owner {
  readonly node: {
    readonly settings: ServiceSettings;
    readonly instances: number;
    readonly regions: readonly string[];
  };
  readonly luck: { readonly script: RandomStream };
  /** At every turning point of the script, once the new numbers hold: some may find room. */
  onChange(): void;
}

/**
 * The numbers of a service where they are not the same for all of it: a script may mean some instances only,
 * or orders of one class, and a class may have settings of its own. What the same holds for is one zone, with
 * conditions of its own; mostly there is one in all.
 */
export class Zones {
  readonly all: readonly Conditions[];
  /** Whether the numbers change in the course of a run. */
  readonly isScripted: boolean;
  /** The conditions of each instance; what differs by class is that of the first. */
  readonly ofInstance: readonly Conditions[];
  protected readonly classes: number;
  /** By instance and class. */
  private readonly ofPart: readonly Conditions[];
  private readonly instancesIn: readonly number[];

  /** `ofOrders`: the names of the classes of orders; undefined where all are alike. */
  constructor(agenda: Agenda, ofOrders: readonly string[] | undefined, owner: Owner) {
    const { settings, instances } = owner.node;
    const script = meaningsOf(owner.node, owner.luck.script);
    const classes = ofOrders ?? [undefined];
    this.isScripted = script.length > 0;
    const parts = Array.from({ length: instances }, (_, instance) =>
      classes.map((name): Part => {
        return { instance, region: regionOf(owner.node, instance), class: name };
      }),
    ).flat();
    const zones = new Map<string, Conditions>();
    this.ofPart = parts.map((part) => {
      const own = settings.classes?.[part.class ?? ''];
      const places = script.flatMap(({ means }, place) => (means(part) ? [place] : []));
      const key = [own === undefined ? '' : part.class, ...places].join();
      const known = zones.get(key);
      if (known !== undefined) return known;
      const holding = settings.script.filter((_, place) => places.includes(place));
      // What a class leaves out is not there at all, so nothing of the whole is lost.
      const whole = { ...settings, ...own, script: holding } as ServiceSettings;
      const zone = new Conditions(whole, agenda, () => owner.onChange());
      zones.set(key, zone);
      return zone;
    });
    this.classes = classes.length;
    this.all = [...zones.values()];
    this.ofInstance = this.ofPart.filter((_, part) => part % this.classes === 0);
    this.instancesIn = this.all.map((zone) => this.ofInstance.filter((one) => one === zone).length);
  }

  /** The conditions that hold at an instance for orders of the class at this place. */
  of(instance: number, ofClass: number): Conditions {
    return this.ofPart[instance * this.classes + ofClass]!;
  }

  /** Whether anything is worse somewhere than the settings have it. */
  get isTroubled(): boolean {
    return this.all.some(({ isTroubled }) => isTroubled);
  }

  /** Places of all instances together. */
  get capacity(): number {
    let sum = 0;
    for (let zone = 0; zone < this.all.length; zone++) {
      const instances = this.instancesIn[zone]!;
      if (instances > 0) sum += instances * this.all[zone]!.capacity;
    }
    return sum;
  }
}

interface Meant {
  readonly means: (part: Part) => boolean;
}

/** For each entry of a service's script, which parts it happens to. */
function meaningsOf({ settings, instances }: Owner['node'], luck: RandomStream): Meant[] {
  return settings.script.map((entry, place) => meant(entry, place, instances, luck));
}

/** Whether an entry of the script, at its place, happens to an instance; whatever the class of the order. */
export function strikesInstance(
  node: Owner['node'],
  place: number,
  instance: number,
  luck: RandomStream,
): boolean {
  const { class: ofClass } = node.settings.script[place]!;
  const region = regionOf(node, instance);
  return meaningsOf(node, luck)[place]!.means({ instance, region, class: ofClass });
}

/** The name of the region where an instance stands; undefined: in no place in particular. */
export function regionOf(
  { regions, instances }: Pick<Owner['node'], 'regions' | 'instances'>,
  instance: number,
): string | undefined {
  return regions[Math.floor((instance * regions.length) / instances)];
}

/** What an entry happens to; instances that are not named are drawn, for each entry anew. */
function meant(
  entry: ServiceScriptEntry,
  place: number,
  instances: number,
  luck: RandomStream,
): Meant {
  const { instance, instances: share, class: ofClass, region } = entry;
  if (!strikesService(entry)) return { means: () => false };
  const isMeant = (part: Part): boolean =>
    (ofClass === undefined || part.class === ofClass) &&
    (region === undefined || part.region === region);
  if (instance !== undefined) {
    return { means: (part) => isMeant(part) && part.instance === instance - 1 };
  }
  if (share === undefined) return { means: isMeant };
  const drawn = drawnOf(instances, Math.max(1, Math.round(share * instances)), luck.at(place));
  return { means: (part) => isMeant(part) && drawn.has(part.instance) };
}

/** So many of the numbers from 0 on, each as likely as any other. */
function drawnOf(numbers: number, many: number, luck: RandomStream): ReadonlySet<number> {
  const draws = Array.from({ length: numbers }, (_, number) => ({ number, draw: luck.next() }));
  draws.sort((one, other) => one.draw - other.draw);
  return new Set(draws.slice(0, many).map(({ number }) => number));
}
