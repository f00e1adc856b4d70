import type * as v from 'valibot';
import type { RandomStream } from '../random-stream.ts';
import type { SettingsOf } from '../settings.ts';

/** A law of chance for durations (ms) or amounts of money. */
export interface Distribution {
  /** The expected value, in the unit of the settings; Infinity where there is none. */
  readonly mean: number;
  /** One value, from the stream's next draws. */
  sample(stream: RandomStream): number;
}

/** What a parameter is measured in: durations decode to ms, money stays as it is. */
export type Quantity = v.GenericSchema<number | string, number>;

/**
 * One kind of distribution: its name, its parameters measured in a quantity, its factory. `empirical`
 * aside, nothing here knows whether it deals in milliseconds or in money.
 */
export interface DistributionVariant<
  Kind extends string,
  Entries extends v.ObjectEntries,
  Settings,
> {
  readonly kind: Kind;
  readonly summary: string;
  readonly parameters: (quantity: Quantity) => Entries;
  /** What a valid choice of parameters looks like, where not every combination is one. */
  readonly constraint?: {
    readonly expected: string;
    readonly holds: (settings: Settings) => boolean;
  };
  readonly create: (settings: Settings) => Distribution;
}

export function distributionVariant<
  const Kind extends string,
  const Entries extends v.ObjectEntries,
>(
  variant: DistributionVariant<Kind, Entries, SettingsOf<Entries>>,
): DistributionVariant<Kind, Entries, SettingsOf<Entries>> {
  return variant;
}
