import { readdirSync, readFileSync } from 'node:fs';
import { parseAst } from 'vitest/node';

/** A node of the syntax tree: comments and the insides of strings are not in it. */
export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A node with the node above it and the key under which it hangs there. */
export interface Place {
  readonly node: Node;
  readonly parent: Node | null;
  readonly key: string;
}

export interface Source {
  /** From the top of the project: `src/kernel/grid.ts`. */
  readonly path: string;
  readonly text: string;
  readonly places: readonly Place[];
}

export function source(path: string, text: string): Source {
  const places: Place[] = [];
  visit(parseAst(text, { lang: 'ts' }) as unknown as Node, null, '', places);
  return { path, text, places };
}

/** Every TypeScript file under a folder of the project, parsed. */
export function sourcesUnder(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`)
    .sort()
    .map((path) => source(path, readFileSync(path, 'utf8')));
}

function visit(node: Node, parent: Node | null, key: string, places: Place[]): void {
  places.push({ node, parent, key });
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, node, name, places);
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The names that stand for a variable or a type: not the keys of objects, not the members of others. */
export function freeNames({ places }: Source): string[] {
  return places
    .filter(({ node, parent, key }) => {
      const isMember = key === 'property' || key === 'key' || parent?.type === 'TSQualifiedName';
      return node.type === 'Identifier' && (!isMember || parent?.computed === true);
    })
    .map(({ node }) => nameOf(node));
}

/** Members taken of a name: `Math.random`. */
export function members({ places }: Source): string[] {
  return places
    .filter(({ node }) => node.type === 'MemberExpression')
    .map(({ node }) => `${nameOf(node.object)}.${nameOf(node.property)}`);
}

/** What the file imports or exports from, and what it loads while running. */
export function imports({ places }: Source): string[] {
  return places
    .filter(({ key, node }) => key === 'source' && typeof node.value === 'string')
    .map(({ node }) => nameOf(node));
}

/** The name of an identifier, the text of a string; nothing for other nodes. */
export function nameOf(node: unknown): string {
  const name = isNode(node) ? (node.name ?? node.value) : undefined;
  return typeof name === 'string' ? name : '';
}
