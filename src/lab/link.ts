import { isBlock } from '../kernel/settings.ts';
import type { Material } from './material.ts';

/** All that a link carries: a scenario with its seed, where it comes from, and what is looked at. */
export interface Carried {
  readonly material: Material;
  readonly reference: string | null;
  /** The tick that is looked at; null: none. */
  readonly tick: number | null;
  /** How many seeds are studied; null: none but the scenario's own. */
  readonly seeds: number | null;
}

const FORMAT = 'blackfriday.lab/1';

/** Files longer than this in all stay behind: no address holds them. */
const MOST_FILES = 200_000;

export function carriedText({ material, ...rest }: Carried): string {
  const length = Object.values(material.files).reduce((sum, text) => sum + text.length, 0);
  const files = length > MOST_FILES ? {} : material.files;
  return JSON.stringify({ format: FORMAT, material: { ...material, files }, ...rest });
}

/** Reads what came by a link, from whoever made it; undefined where it is none of ours. */
export function readCarried(text: string): Carried | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isBlock(value) || value.format !== FORMAT || !isBlock(value.material)) return undefined;
  const { name, text: scenario, files } = value.material;
  if (typeof name !== 'string' || typeof scenario !== 'string' || !isBlock(files)) return undefined;
  const texts = Object.entries(files).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    material: { name, text: scenario, files: Object.fromEntries(texts) },
    reference: typeof value.reference === 'string' ? value.reference : null,
    tick: wholeNumber(value.tick),
    seeds: wholeNumber(value.seeds),
  };
}

function wholeNumber(value: unknown): number | null {
  return Number.isInteger(value) && (value as number) >= 0 ? (value as number) : null;
}
