import * as v from 'valibot';
import { type SettingsOf, settings } from './settings.ts';

/** One kind of policy: its name, its settings with their defaults, and what makes it. */
export interface Definition<Kind extends string, Entries extends v.ObjectEntries, Made> {
  readonly kind: Kind;
  readonly summary: string;
  readonly entries: Entries;
  readonly create: (settings: SettingsOf<Entries>) => Made;
}

/** A definition with the schema of its block: `{ kind: …, …settings }`. */
export interface Variant<Kind extends string, Entries extends v.ObjectEntries, Made>
  extends Definition<Kind, Entries, Made> {
  readonly schema: v.GenericSchema<unknown, { readonly kind: Kind } & SettingsOf<Entries>>;
}

/** How the variants of one registry are written down: each makes a `Made`. */
export function variantOf<Made>() {
  return <const Kind extends string, const Entries extends v.ObjectEntries>(
    definition: Definition<Kind, Entries, Made>,
  ): Variant<Kind, Entries, Made> => {
    const { kind, entries } = definition;
    const schema = settings({ kind: v.literal(kind), ...entries });
    return { ...definition, schema: schema as unknown as Variant<Kind, Entries, Made>['schema'] };
  };
}
