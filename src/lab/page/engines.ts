import { type ArmApart, together } from '../../experiment/apart.ts';
import { armsOf } from '../../experiment/arms.ts';
import type { Result } from '../../experiment/result.ts';
import { armKey } from '../arm-key.ts';
import { type Material, openMaterial } from '../material.ts';
import { Pace } from '../pace.ts';
import { thinnedText, thinningOf } from '../thinned.ts';
import type { Sound } from './bench.ts';
import { Crew } from './crew.ts';

/** Told what comes of what was asked for last. */
export interface RunListener {
  /** Of one order in `thinning`; 1: of the whole. */
  result(result: Result, thinning: number): void;
  /** Of the whole run, 0 to 1. */
  progress(share: number): void;
  failed(message: string): void;
}

interface Wish {
  readonly material: Material;
  readonly sound: Sound;
}

/** Arms that were run, by all that they depend on. */
type Shelf = ReadonlyMap<string, ArmApart>;

/** More workers than this help little, and take their memory. */
const MOST_WORKERS = 8;

/**
 * Runs what is wanted, first coarsely, so that there is something to see while a hand moves, then the whole, which
 * is given up as soon as something else is wanted. A coarse run is finished, and then what is wanted by then is
 * taken up: nothing is ever queued behind anything else. An arm that was not changed is not run again.
 */
export class Engines {
  private readonly crew: Crew;
  private readonly listener: RunListener;
  private readonly pace = new Pace();
  private coarse: Shelf = new Map();
  private whole: Shelf = new Map();
  /** That the arms on the shelves depend on. */
  private files: Material['files'] = {};
  private isCoarse = false;
  private next: Wish | undefined;

  constructor(code: string, listener: RunListener) {
    this.crew = new Crew(code, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
    this.listener = listener;
  }

  ask(wish: Wish): void {
    if (this.isCoarse) this.next = wish;
    else this.begin(wish);
  }

  /** Nothing is wanted any more, and nothing that comes is of use. */
  stop(): void {
    this.isCoarse = false;
    this.next = undefined;
    this.crew.stop();
  }

  private begin(wish: Wish): void {
    const { material, sound } = wish;
    this.next = undefined;
    if (this.files !== material.files) {
      this.files = material.files;
      this.coarse = new Map();
      this.whole = new Map();
    }
    const arms = armsOf(sound.scenario).map(({ name }) => name);
    const wholeMs = this.pace.expect(sound.scenario, arms, this.crew.size);
    const thinning = thinningOf(sound.scenario, wholeMs);
    if (thinning === 1) this.runWhole(wish);
    else this.runCoarse(wish, thinning);
  }

  private runCoarse(wish: Wish, thinning: number): void {
    const { settings, scenario } = wish.sound;
    const material = { ...wish.material, text: thinnedText(settings, thinning) };
    const keys = armsOf(scenario).map((plan) => `${thinning} ${armKey(scenario, plan)}`);
    this.isCoarse = true;
    this.run(material, keys, this.coarse, {
      progress: () => {},
      done: (arms) => {
        this.isCoarse = false;
        this.coarse = shelfOf(keys, arms);
        const thin = openMaterial(material, []);
        this.listener.result(together(thin, armsOf(thin), arms), thinning);
        if (this.next === undefined) this.runWhole(wish);
        else this.begin(this.next);
      },
    });
  }

  private runWhole({ material, sound: { scenario } }: Wish): void {
    const plans = armsOf(scenario);
    const keys = plans.map((plan) => armKey(scenario, plan));
    this.run(material, keys, this.whole, {
      progress: (share) => this.listener.progress(share),
      done: (arms, took) => {
        this.whole = shelfOf(keys, arms);
        arms.forEach(({ result }, place) => {
          this.pace.learn(result.name, result.totals.orders.arrived, took[place]!);
        });
        this.listener.result(together(scenario, plans, arms), 1);
      },
    });
  }

  /** Runs the arms that are not on the shelf. */
  private run(
    material: Material,
    keys: readonly string[],
    shelf: Shelf,
    on: {
      progress(share: number): void;
      /** `took`: each arm's ms; 0 where it was on the shelf. */
      done(arms: readonly ArmApart[], took: readonly number[]): void;
    },
  ): void {
    const parts = keys.map((key) => shelf.get(key));
    const shares = parts.map((part): number => (part === undefined ? 0 : 1));
    const took = parts.map((): number => 0);
    const left = [...parts.keys()].filter((place) => parts[place] === undefined);
    const endIfDone = () => {
      const arms = parts.filter((part) => part !== undefined);
      if (arms.length === parts.length) on.done(arms, took);
    };
    this.crew.run(material, left, {
      arm: (place, apart, ms) => {
        parts[place] = apart;
        took[place] = ms;
        endIfDone();
      },
      progress: (place, share) => {
        shares[place] = share;
        on.progress(shares.reduce((sum, one) => sum + one, 0) / shares.length);
      },
      failed: (message) => {
        this.stop();
        this.listener.failed(message);
      },
    });
    endIfDone();
  }
}

function shelfOf(keys: readonly string[], arms: readonly ArmApart[]): Shelf {
  return new Map(keys.map((key, place) => [key, arms[place]!]));
}
