import * as v from 'valibot';
import { type SettingsOf, settings } from './settings.ts';

/** One kind of policy: its name, its settings with their defaults, and what makes it. */
export interface Definition<Kind extends string, Entries extends v.ObjectEntries, Made> {
  readonly kind: Kind;
  readonly summary: string;
  readonly entries: Entries;
  readonly create: (settings: SettingsOf<Entries>) => Made;
}

/** A definition with the schema of its block: `{ kind: …, …settings }`, where `kind` is the key that tells it. */
export interface Variant<
  Key extends string,
  Kind extends string,
  Entries extends v.ObjectEntries,
  Made,
> extends Definition<Kind, Entries, Made> {
  readonly schema: BlockSchema<
    { readonly [Name in Key]: v.LiteralSchema<Kind, undefined> } & Entries
  >;
}

type BlockSchema<Entries extends v.ObjectEntries> = v.GenericSchema<
  v.InferInput<v.StrictObjectSchema<Entries, undefined>>,
  SettingsOf<Entries>
>;

/** How the variants of one registry are written down: each makes a `Made`; a key of its block tells which it is. */
export function variantOf<Made, Key extends string = 'kind'>(key = 'kind' as Key) {
  return <const Kind extends string, const Entries extends v.ObjectEntries>(
    definition: Definition<Kind, Entries, Made>,
  ): Variant<Key, Kind, Entries, Made> => {
    const { kind, entries } = definition;
    return { ...definition, schema: settings({ [key]: v.literal(kind), ...entries }) as never };
  };
}

/** The variant that a block means which names no kind. */
export function byDefault<
  Kind extends string,
  Entries extends v.ObjectEntries,
  Made,
  Key extends string = 'kind',
>(variant: Variant<Key, Kind, Entries, Made>, key = 'kind' as Key) {
  const { kind, entries } = variant;
  const unnamed = { [key]: v.optional(v.literal(kind), kind), ...entries } as {
    readonly [Name in Key]: v.OptionalSchema<v.LiteralSchema<Kind, undefined>, Kind>;
  } & Entries;
  return { ...variant, schema: settings(unnamed) as unknown as BlockSchema<typeof unnamed> };
}

/** What makes the variant of a registry that decoded settings are of. */
export function makerOf<
  One extends {
    readonly kind: string;
    readonly schema: v.GenericSchema;
    readonly create: (settings: never) => unknown;
  },
  Key extends string = 'kind',
>(registry: readonly One[], key = 'kind' as Key) {
  return (settings: v.InferOutput<One['schema']> & { readonly [Name in Key]: string }) =>
    registry.find(({ kind }) => kind === settings[key])!.create(settings as never) as ReturnType<
      One['create']
    >;
}
