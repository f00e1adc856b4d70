import * as v from 'valibot';
import { type SettingsOf, settings } from '../../../kernel/settings.ts';

/** Decides how long open lasts. */
export interface OpenPolicy {
  /** The circuit opens at `now`: for how many ms? */
  openMs(now: number): number;
}

/** One kind of open policy: its name, settings, defaults and factory. */
export function openVariant<
  const Kind extends string,
  const Entries extends v.ObjectEntries,
>(variant: {
  readonly kind: Kind;
  readonly summary: string;
  readonly entries: Entries;
  readonly create: (settings: SettingsOf<Entries>) => OpenPolicy;
}) {
  return { ...variant, schema: settings({ kind: v.literal(variant.kind), ...variant.entries }) };
}
