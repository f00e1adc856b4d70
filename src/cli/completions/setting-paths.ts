import { isBlock } from '../../kernel/settings.ts';
import { jsonSchema } from '../../scenario/json-schema.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Deeper than this nobody types a path by heart. */
const DEEPEST = 5;

/** What `--set` can name of any scenario, policies by their names, in the order of the alphabet. */
export function settingPaths(): string[] {
  const found = new Set<string>();
  walk(jsonSchema() as Schema, [], found);
  return [...found].sort();
}

function walk(schema: Schema, path: readonly string[], found: Set<string>): void {
  for (const branch of branchesOf(schema)) {
    if (!isBlock(branch.properties)) {
      if (path.length > 0 && !isBlock(branch.items)) found.add(path.join('.'));
      // A pipeline's policies go by their names; other lists are numbered, and no two are alike.
      if (isBlock(branch.items) && path.at(-1) === 'pipeline') walk(branch.items, path, found);
      continue;
    }
    if (path.length >= DEEPEST) continue;
    for (const [key, child] of Object.entries(branch.properties)) {
      if (isBlock(child)) walk(child, [...path, key], found);
    }
  }
}

/** A schema, or those that it leaves the choice between. */
function branchesOf(schema: Schema): Schema[] {
  const lists = [schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const inner = (lists as unknown[]).filter(isBlock).flatMap(branchesOf);
  return 'properties' in schema || inner.length === 0 ? [schema, ...inner] : inner;
}
