import { stringify } from 'yaml';
import { readDocument } from '../document.ts';
import { fileSchema } from '../graph-schema.ts';
import type { ScenarioSource } from '../load.ts';
import { applyOverrides, type Override } from '../overrides.ts';

import { settled } from '../settled.ts';

/** What a scenario says of itself when an incident has taken its script's place. */
export interface Account {
  readonly title: string;
  readonly story: string;
  readonly seed: number;
  /** Where they are not those of the file. */
  readonly arms?: unknown;
}

/**
 * The file of a scenario in which an incident happens: `overrides` are in it, its title, story and seed are new, and all
 * else stays, comments and layout too, as far as the file can bear it.
 */
export function keptScenario(
  { name, text }: ScenarioSource,
  overrides: readonly Override[],
  account: Account,
): string {
  const before = readDocument(name, text).value;
  const { value } = applyOverrides(before, overrides, fileSchema);
  const after = { ...(value as object), ...account };
  return settled(text, after) ?? stringify(after, { lineWidth: 0, aliasDuplicateObjects: false });
}
