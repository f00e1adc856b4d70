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
  usual: Block = {};
  problems: readonly Problem[] = [];
  private readonly watchers: ((cause: Cause) => void)[] = [];

  constructor(material: Material, reference: string | null) {
    this.material = material;
    this.origin = material;
    this.base = material;
    this.reference = reference;
    this.read('opened');
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
    this.usual = soundOf(origin)?.settings ?? {};
    this.read('opened');
    this.tell('opened');
  }

  /** Another text of the same scenario. */
  write(text: string): void {
    if (text === this.material.text) return;
    this.material = { ...this.material, text };
    this.read('changed');
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

  private read(cause: Cause): void {
    try {
      const scenario = openMaterial(this.material, []);
      this.sound = { scenario, settings: writtenForm(scenario) };
      this.problems = [];
      if (cause === 'opened' && this.origin === this.material) this.usual = this.sound.settings;
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      this.sound = undefined;
      this.problems = error.problems;
    }
  }

  private tell(cause: Cause): void {
    for (const onChange of this.watchers) onChange(cause);
  }
}

function soundOf(material: Material): Sound | undefined {
  try {
    const scenario = openMaterial(material, []);
    return { scenario, settings: writtenForm(scenario) };
  } catch (error) {
    if (error instanceof ScenarioError) return undefined;
    throw error;
  }
}
