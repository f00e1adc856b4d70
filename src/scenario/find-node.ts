import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { SettingPath } from '../kernel/settings.ts';

interface Found {
  /** The offset of the deepest key, or list entry, on the path that exists. */
  readonly keyAt: number;
  /** The offset of its value; undefined where nothing is written. */
  readonly valueAt: number | undefined;
  /** Whether the whole path exists. */
  readonly exists: boolean;
  /** The value itself, if it exists and is written out. */
  readonly node: Node | undefined;
}

/** Looks settings up in a document; each block that it comes by is indexed once. */
export function finderIn(document: Document): (path: SettingPath) => Found {
  const indices = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  const pairOf = (block: YAMLMap, key: string): Pair | undefined => {
    const index = indices.get(block) ?? indexOf(block);
    indices.set(block, index);
    return index.get(key);
  };
  const childOf = (node: Node, step: string | number): Child | undefined => {
    if (isSeq(node)) {
      const value = node.items[Number(step)] as Node | undefined;
      return value === undefined ? undefined : { keyAt: undefined, value };
    }
    const pair = isMap(node) ? pairOf(node, String(step)) : undefined;
    if (pair === undefined) return undefined;
    return {
      keyAt: (pair.key as Node).range?.[0],
      value: (pair.value ?? undefined) as Node | undefined,
    };
  };
  return (path) => {
    let node: Node | undefined = document.contents ?? undefined;
    let keyAt = node?.range?.[0] ?? 0;
    let valueAt: number | undefined = keyAt;
    for (const step of path) {
      const child: Child | undefined =
        node === undefined ? undefined : childOf(resolved(node, document), step);
      if (child === undefined) return { keyAt, valueAt: undefined, exists: false, node: undefined };
      node = child.value;
      const range: readonly number[] | null | undefined = node?.range;
      const written = range !== undefined && range !== null && range[1]! > range[0]!;
      keyAt = child.keyAt ?? (written ? range[0]! : keyAt);
      valueAt = written ? range[0] : undefined;
    }
    return { keyAt, valueAt, exists: true, node };
  };
}

interface Child {
  readonly keyAt: number | undefined;
  readonly value: Node | undefined;
}

/** The pairs of a block by their keys; of a key given twice, the first. */
function indexOf(block: YAMLMap): ReadonlyMap<string, Pair> {
  const index = new Map<string, Pair>();
  for (const pair of block.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (key !== undefined && !index.has(key)) index.set(key, pair);
  }
  return index;
}

function resolved(node: Node, document: Document): Node {
  return isAlias(node) ? ((node.resolve(document) as Node | undefined) ?? node) : node;
}
