import * as v from 'valibot';
import { wanted } from '../../kernel/settings.ts';
import { type AnySchema, blocksOf } from '../../scenario/schema-walk.ts';
import { type Block, heading, prose, table } from './page.ts';

/** The settings of a block, a row each: what may stand there, what stands there if nothing does, what it does. */
export function settingsTable(schema: v.GenericSchema): Block {
  const rows = Object.entries(blocksOf(schema as AnySchema)[0]?.entries ?? {}).map(
    ([name, setting]) => [name, takes(setting), defaultWords(setting), descriptionOf(setting)],
  );
  return table(['setting', 'takes', 'left out', ''], rows);
}

/** A variant of a registry, as a page tells it. */
interface Variant {
  readonly kind: string;
  readonly summary?: string;
  readonly schema: v.GenericSchema;
}

/** Every variant of a registry with its settings. */
export function variantBlocks(variants: readonly Variant[]): Block[] {
  return variants.flatMap(({ kind, summary, schema }) => [
    heading(kind),
    ...(summary === undefined ? [] : [prose(`${capital(summary)}.`)]),
    withoutKind(settingsTable(schema)),
  ]);
}

function withoutKind(block: Block): Block {
  return block.kind === 'table'
    ? { ...block, rows: block.rows.filter(([name]) => !['kind', 'distribution'].includes(name!)) }
    : block;
}

/** Without its examples: every page would repeat them. */
function takes(setting: AnySchema): string {
  return wanted(setting).replaceAll(/ such as .*?(?=, or a|$)/g, '');
}

function defaultWords(schema: AnySchema): string {
  const hasRows = blocksOf(schema).length > 0;
  if (schema.default !== undefined) return wordsOf(schema.default, hasRows ? 'as below' : 'none');
  return schema.type === 'optional' || schema.type === 'exact_optional' ? 'none' : 'must be given';
}

function wordsOf(value: unknown, empty: string): string {
  if (value === '') return 'none';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map((one) => wordsOf(one, empty)).join(', ');
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return empty;
  return `{ ${entries.map(([key, inner]) => `${key}: ${wordsOf(inner, empty)}`).join(', ')} }`;
}

function descriptionOf(schema: AnySchema): string {
  const own = v.getDescription(schema);
  if (own !== undefined) return own;
  return schema.wrapped === undefined ? '' : descriptionOf(schema.wrapped);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
