import type * as v from 'valibot';
import type { NamedDistribution } from '../kernel/distribution/index.ts';
import { duration, money, rate, share, years } from '../kernel/quantities.ts';
import {
  decimal,
  durationText,
  plainDigits,
  rateText,
  shareText,
} from '../kernel/quantity-text.ts';
import { isBlock } from '../kernel/settings.ts';
import { type AnySchema, blocksOf, itemsOf, literalOf, recordValueOf } from './schema-walk.ts';

/**
 * Decoded settings in words, in the units of their schema: `failure-rate, rate 50%, minimum calls 50`.
 * Guided by the schema alone, so that a new policy or distribution reads well without a line here.
 */
export function inWords(schema: v.GenericSchema, value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (isDistribution(value)) return distributionWords(schema as AnySchema, value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return quantityWords(schema as AnySchema, value);
  if (Array.isArray(value)) return listWords(schema as AnySchema, value);
  if (isBlock(value)) return blockWords(schema as AnySchema, value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether a decoded value is a distribution. */
export function isDistribution(value: unknown): value is NamedDistribution {
  return isBlock(value) && typeof value.sample === 'function';
}

/** The schema of a block's setting: of the variant that the block is. */
export function settingOf(schema: v.GenericSchema, block: object, key: string): AnySchema {
  const own = recordValueOf(schema as AnySchema);
  if (own !== undefined) return own;
  const { entries, rest } = variantOf(schema as AnySchema, block);
  return (entries![key] ?? rest)!;
}

/** A longer list is only counted. */
const MOST_LISTED = 12;

function listWords(schema: AnySchema, values: readonly unknown[]): string {
  const [item] = itemsOf(schema);
  if (item === undefined || values.length > MOST_LISTED) return `${decimal(values.length)} values`;
  const words = values.map((value) => {
    const one = inWords(item, value);
    return isBlock(value) ? nested(one, value) : one;
  });
  return words.join(typeof values[0] === 'number' ? ', ' : ' or ');
}

/** `minimumCalls` → `minimum calls` */
export function spaced(key: string): string {
  return key.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

function blockWords(schema: AnySchema, block: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(block)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const words = inWords(settingOf(schema, block, key), value);
      return key === 'kind'
        ? words
        : `${spaced(key)} ${isBlock(value) ? nested(words, value) : words}`;
    });
  return parts.join(', ');
}

/** Several settings inside another's go in parentheses. */
function nested(words: string, block: object): string {
  return Object.keys(block).length > 1 && !isDistribution(block) ? `(${words})` : words;
}

function distributionWords(
  schema: AnySchema,
  { kind, parameters }: { kind: string; parameters: Readonly<Record<string, unknown>> },
): string {
  const block = distributionBlock(schema, kind);
  const parts = Object.entries(parameters).map(([name, value]) => ({
    name,
    words: inWords(block.entries![name]!, value),
  }));
  if (kind === 'constant') return parts[0]!.words;
  return `${kind}, ${parts.map(({ name, words }) => (name === 'values' ? words : `${name} ${words}`)).join(', ')}`;
}

/** The schema of a distribution of this kind. */
export function distributionBlock(schema: AnySchema, kind: string): AnySchema {
  return blocksOf(schema).find(({ entries }) => entries!.distribution?.literal === kind)!;
}

/** Of the blocks that may stand there, the one whose kind and settings these are. */
function variantOf(schema: AnySchema, block: object): AnySchema {
  const kind = (block as { kind?: unknown }).kind;
  const fits = ({ entries = {}, rest }: AnySchema): boolean =>
    Object.keys(block).every((key) => rest !== undefined || Object.hasOwn(entries, key)) &&
    (kind === undefined || literalOf(entries.kind!) === kind);
  return blocksOf(schema).find(fits)!;
}

const QUANTITIES = { duration, rate, share, money, years } as const;

/** How each quantity is written. */
const TEXTS: Readonly<Record<keyof typeof QUANTITIES, (value: number) => string>> = {
  duration: durationText,
  rate: rateText,
  share: shareText,
  money: (value) => decimal(value),
  years: (value) => `${plainDigits(value)}y`,
};

/** What a number is measured in; undefined where it is a plain number. */
export function quantityOf(schema: AnySchema): keyof typeof QUANTITIES | undefined {
  const names = Object.keys(QUANTITIES) as (keyof typeof QUANTITIES)[];
  return names.find((name) => isMadeOf(schema, QUANTITIES[name]));
}

function quantityWords(schema: AnySchema, value: number): string {
  const quantity = quantityOf(schema);
  return quantity === undefined ? decimal(value) : TEXTS[quantity](value);
}

/** Whether a schema is that of a quantity, with whatever limits, words or defaults around it. */
function isMadeOf(schema: AnySchema, quantity: object): boolean {
  if (schema === quantity) return true;
  if (schema.wrapped !== undefined) return isMadeOf(schema.wrapped, quantity);
  const first = schema.pipe?.[0];
  if (first !== undefined && first !== schema) return isMadeOf(first, quantity);
  return schema.type === 'union' && schema.options!.some((option) => isMadeOf(option, quantity));
}
