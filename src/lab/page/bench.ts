import type { Problem } from '../../scenario/problem.ts';
import { ScenarioError } from '../../scenario/scenario-error.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { writtenForm } from '../../scenario/written-form.ts';
import type { Block } from '../knobs/knob.ts';
import type { Material } from '../material.ts';
import { openMaterial } from '../material.ts';

/** A scenario that can be run, with every default filled in. */
export interface Sound {
  readonly scenario: Scenario;
  readonly settings: Block;
}

/** Another scenario, or another text of the same. */
export type Cause = 'opened' | 'changed';

/** What the page works on: the text of one scenario is the truth, and all else follows from it. */
export class Bench {
  material: Material;
  /** As it was opened. */
  origin: Material;
  /** As it was opened, or as it was when an arm was pinned: what an arm is told against. */
  base: Material;
  /** What the command line calls the origin; null where it knows of none. */
  reference: string | null;
  /** The text as it stands; undefined where it has mistakes. */
  sound: Sound | undefined;
  /** Of the origin. */
  usual: Block;
  problems: readonly Problem[] = [];
  private readonly watchers: ((cause: Cause) => void)[] = [];

  constructor(material: Material, reference: string | null) {
    this.material = material;
    this.origin = material;
    this.base = material;
    this.reference = reference;
    this.usual = usualOf(material);
    this.read();
  }

  /** Calls back after every change. */
  watch(onChange: (cause: Cause) => void): void {
    this.watchers.push(onChange);
  }

  open(material: Material, reference: string | null, origin: Material = material): void {
    this.material = material;
    this.origin = origin;
    this.base = origin;
    this.reference = reference;
    this.usual = usualOf(origin);
    this.read();
    this.tell('opened');
  }

  /** Another text of the same scenario. */
  write(text: string): void {
    if (text === this.material.text) return;
    this.material = { ...this.material, text };
    this.read();
    this.tell('changed');
  }

  /** A text with one arm more, from which the next is told. */
  pin(text: string): void {
    this.base = { ...this.material, text };
    this.write(text);
  }

  /** As it was opened. */
  reset(): void {
    this.base = this.origin;
    this.write(this.origin.text);
  }

  private read(): void {
    const read = readMaterial(this.material);
    this.sound = 'problems' in read ? undefined : read;
    this.problems = 'problems' in read ? read.problems : [];
  }

  private tell(cause: Cause): void {
    for (const onChange of this.watchers) onChange(cause);
  }
}

function readMaterial(material: Material): Sound | { readonly problems: readonly Problem[] } {
  try {
    const scenario = openMaterial(material, []);
    return { scenario, settings: writtenForm(scenario) };
  } catch (error) {
    if (error instanceof ScenarioError) return { problems: error.problems };
    throw error;
  }
}

/** Nothing where it has mistakes. */
function usualOf(origin: Material): Block {
  const read = readMaterial(origin);
  return 'problems' in read ? {} : read.settings;
}
