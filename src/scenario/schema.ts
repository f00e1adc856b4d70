import * as v from 'valibot';
import { positiveDuration } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';
import { orderServiceSettings } from '../model/order-settings.ts';
import { paymentServiceSettings } from '../model/service/payment-settings.ts';
import type { RegionsSettings } from '../model/topology/geography.ts';
import type { Services } from '../model/topology/services-settings.ts';
import { type Traffic, trafficSettings } from '../model/traffic/index.ts';
import type { Threshold } from './claim.ts';

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
  thresholds: v.optional(v.array(v.string('a threshold'), 'a list of thresholds'), []),
});

/** What the file says, every default filled in; its own files and thresholds yet to be read. */
export type Decoded = v.InferOutput<typeof scenarioSchema>;

/** A scenario ready to run: decoded, every default filled in, its files read. */
export interface Scenario extends Omit<Decoded, 'traffic' | 'thresholds' | 'tick'> {
  /** The file's name without its ending: what people call the scenario. */
  readonly name: string;
  readonly tick: number;
  readonly traffic: Traffic;
  /**
   * Where the file says what services there are: all of them. `orderService` and `paymentService` then tell of
   * where orders arrive and where they are paid; the pipeline is that of all links, one after the other.
   */
  readonly services?: Services;
  /** The delays between the regions of a graph. */
  readonly regions?: RegionsSettings;
  readonly thresholds: readonly Threshold[];
  /** What was set from outside the file, as typed and in order: `--set a=b`, `--seed 7`. */
  readonly overrides: readonly string[];
  /** What is no mistake and yet worth a word, a sentence each. */
  readonly warnings: readonly string[];
  /** Instants from which on somebody wants to know what was counted: in ms, ascending, each once. */
  readonly instants: readonly number[];
}
