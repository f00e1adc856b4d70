import * as v from 'valibot';
import { positiveDuration } from '../kernel/quantities.ts';
import { settings } from '../kernel/settings.ts';
import { orderServiceSettings } from '../model/order-settings.ts';
import { paymentServiceSettings } from '../model/service/payment-settings.ts';
import { type Traffic, trafficSettings } from '../model/traffic/traffic-settings.ts';

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
  readonly thresholds: readonly Threshold[];
}

/** `with breaker: orders.paid / orders.arrived >= 85%`, decoded. */
export interface Threshold {
  /** As written. */
  readonly text: string;
  /** The arm that it speaks of. */
  readonly arm: string;
  /** A path in the totals. */
  readonly metric: string;
  /** The path of the divisor, where the threshold is about a ratio. */
  readonly per: string | undefined;
  readonly comparison: '>=' | '>' | '<=' | '<' | '==';
  /** In the unit of the metric: shares as fractions, durations in ms. */
  readonly bound: number;
  /** The unit in which the bound was written, to show the observed value in. */
  readonly unit: 'share' | 'ms' | 'number';
}
