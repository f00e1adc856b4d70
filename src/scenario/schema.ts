import * as v from 'valibot';
import { positiveDuration } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';
import { orderServiceSettings } from '../model/order-settings.ts';
import { paymentServiceSettings } from '../model/service/payment-settings.ts';
import type { RegionsSettings } from '../model/topology/geography.ts';
import type { Services } from '../model/topology/services-settings.ts';
import { type Traffic, trafficSettings } from '../model/traffic/index.ts';
import { type ArmWritten, armsSettings } from './arms/arm-settings.ts';
import { chaosSettings } from './chaos/settings.ts';
import type { Threshold } from './claim.ts';
import { economicsSettings } from './economics.ts';
import { tuneSettings } from './tune-settings.ts';

/** The scenario file: types, defaults, messages and the JSON Schema all come from here. */
export const scenarioSchema = settings({
  title: v.optional(v.string('a title'), ''),
  story: v.optional(v.string('a story: what to look for'), ''),
  seed: v.optional(v.pipe(v.number('a whole number'), v.safeInteger('a whole number')), 1),
  duration: positiveDuration,
  tick: v.optional(positiveDuration),
  traffic: trafficSettings,
  paymentService: paymentServiceSettings,
  backupService: v.optional(
    v.pipe(
      paymentServiceSettings,
      v.description('A second gateway, for a fallback of kind backup to turn to'),
    ),
  ),
  orderService: v.optional(orderServiceSettings, {}),
  arms: v.optional(armsSettings),
  economics: v.optional(
    v.pipe(economicsSettings, v.description('What trouble costs, and what a remedy may cost')),
  ),
  chaos: v.optional(
    v.pipe(chaosSettings, v.description('What incidents `blackfriday chaos` draws')),
  ),
  thresholds: v.optional(v.array(v.string('a threshold'), 'a list of thresholds'), []),
  tune: v.optional(tuneSettings),
});

/** What the arms of a scenario have in common, so that they can be compared order by order. */
export const SHARED = [
  'title',
  'story',
  'seed',
  'duration',
  'tick',
  'traffic',
  'arms',
  'thresholds',
  'tune',
] as const satisfies readonly (keyof Decoded)[];

/** What an arm may have of its own: the services, and what guards them. */
export type ArmSettings = Omit<Whole, (typeof SHARED)[number]>;

/** A variant of a scenario, decoded. */
export interface ScenarioArm {
  readonly name: string;
  /** What sets it apart, in the language of the file. */
  readonly written: ArmWritten;
  readonly settings: ArmSettings;
}

/** What the file says, every default filled in; its own files and thresholds yet to be read. */
export type Decoded = v.InferOutput<typeof scenarioSchema>;

/** A decoded file of either form: the short form, and beside it the graph where the file says one. */
export interface Whole extends Decoded {
  /**
   * Where the file says what services there are: all of them. `orderService` and `paymentService` then tell of
   * where orders arrive and where they are paid; the pipeline is that of all links, one after the other.
   */
  readonly services?: Services;
  /** The delays between the regions of a graph. */
  readonly regions?: RegionsSettings;
}

/** A scenario ready to run: decoded, every default filled in, its files read. */
export interface Scenario extends Omit<Whole, 'traffic' | 'thresholds' | 'tick' | 'arms'> {
  /** The file's name without its ending: what people call the scenario. */
  readonly name: string;
  readonly tick: number;
  readonly traffic: Traffic;
  /** The arms that it names, the baseline first; empty where it leaves that to armsOf. */
  readonly arms: readonly ScenarioArm[];
  readonly thresholds: readonly Threshold[];
  /** What was set from outside the file, as typed and in order: `--set a=b`, `--seed 7`. */
  readonly overrides: readonly string[];
  /** What is no mistake and yet worth a word, a sentence each. */
  readonly warnings: readonly string[];
  /** Instants from which on somebody wants to know what was counted: in ms, ascending, each once. */
  readonly instants: readonly number[];
}
