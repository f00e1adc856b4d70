import type * as v from 'valibot';
import type { SettingPath } from '../kernel/settings.ts';

/**
 * Ways into a schema by the shape of what it describes, so that a new policy or distribution is known
 * here from its registry alone. The fields are those of valibot 1.5.
 */
export interface AnySchema extends v.GenericSchema {
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly item?: AnySchema;
  readonly value?: AnySchema;
  readonly rest?: AnySchema;
  readonly options?: readonly AnySchema[];
  readonly wrapped?: AnySchema;
  readonly default?: unknown;
  readonly literal?: unknown;
  readonly pipe?: readonly AnySchema[];
}

/** Every block of settings that may stand where `schema` stands. */
export function blocksOf(schema: AnySchema): AnySchema[] {
  if (schema.entries !== undefined) return [schema];
  if (schema.wrapped !== undefined) return blocksOf(schema.wrapped);
  if (schema.type === 'union' || schema.type === 'variant')
    return schema.options!.flatMap(blocksOf);
  return [];
}

/** The default of the block at `path`, as a person would write it; undefined where there is none. */
export function defaultOf(schema: v.GenericSchema, path: SettingPath): unknown {
  let here: AnySchema[] = [schema as AnySchema];
  for (const step of path) {
    here = here.flatMap((one) => (typeof step === 'number' ? itemsOf(one) : childrenOf(one, step)));
  }
  return here.find((one) => one.default !== undefined)?.default;
}

/** What may stand under a key. */
export function childrenOf(schema: AnySchema, key: string): AnySchema[] {
  const value = recordValueOf(schema);
  if (value !== undefined) return [value];
  return blocksOf(schema).flatMap(({ entries, rest }) => {
    if (Object.hasOwn(entries!, key)) return [entries![key]!];
    return rest === undefined ? [] : [rest];
  });
}

/** What stands under every name of a record; undefined of any other schema. */
export function recordValueOf(schema: AnySchema): AnySchema | undefined {
  if (schema.wrapped !== undefined) return recordValueOf(schema.wrapped);
  return schema.type === 'record' ? schema.value : undefined;
}

/** What may stand in a list. */
export function itemsOf(schema: AnySchema): AnySchema[] {
  if (schema.item !== undefined) return [schema.item];
  if (schema.wrapped !== undefined) return itemsOf(schema.wrapped);
  return schema.type === 'union' ? schema.options!.flatMap(itemsOf) : [];
}

/** The one value that may stand there, where only one may; a default does not hide it. */
export function literalOf(schema: AnySchema): unknown {
  return schema.wrapped === undefined ? schema.literal : literalOf(schema.wrapped);
}
