import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Orders } from '../orders.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';
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
interface Owner {
  readonly node: {
    readonly settings: ServiceSettings;
    readonly instances: number;
    readonly regions: readonly string[];
  };
  readonly luck: { readonly script: RandomStream };
  readonly requests: Requests;
  /** At every turning point of the script some may find room, once the new numbers hold. */
  readonly places: { handOutAll(): void };
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
  private readonly requests: Requests;
  private readonly orders: Orders;
  private readonly classes: number;
  /** By instance and class. */
  private readonly ofPart: readonly Conditions[];
  private readonly instancesIn: readonly number[];

  constructor({ agenda, orders, classes: ofOrders }: Run, owner: Owner) {
    const { settings, instances, regions } = owner.node;
    const script = settings.script.map((entry, place) =>
      meant(entry, place, instances, owner.luck.script),
    );
    const classes = ofOrders?.names ?? [undefined];
    const handOut = (): void => owner.places.handOutAll();
    this.isScripted = script.length > 0;
    this.requests = owner.requests;
    this.orders = orders;
    const parts = Array.from({ length: instances }, (_, instance) =>
      classes.map((name): Part => {
        const region = regions[Math.floor((instance * regions.length) / instances)];
        return { instance, region, class: name };
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
      const zone = new Conditions(whole, agenda, handOut);
      zones.set(key, zone);
      return zone;
    });
    this.classes = classes.length;
    this.all = [...zones.values()];
    this.ofInstance = this.ofPart.filter((_, part) => part % this.classes === 0);
    this.instancesIn = this.all.map((zone) => this.ofInstance.filter((one) => one === zone).length);
  }

  /** The conditions that hold for the request in `slot`. */
  ofRequest(slot: number): Conditions {
    return this.of(slot, this.requests.instanceOf(slot));
  }

  /** The same, where its instance is known. */
  of(slot: number, instance: number): Conditions {
    return this.classes > 1 ? this.ofPart[this.partOf(slot)]! : this.ofInstance[instance]!;
  }

  private partOf(slot: number): number {
    const { requests, orders, classes } = this;
    return requests.instanceOf(slot) * classes + orders.classOf(requests.orderOf(slot));
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
