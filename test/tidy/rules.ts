import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { freeNames, imports, isNode, members, type Node, nameOf, type Source } from './source.ts';

/** What is wrong with a file, a phrase each; nothing where all is well. */
export type Rule = (file: Source, all: readonly Source[]) => string[];

/** A room may import from itself and from those before it. */
const ROOMS = [
  'kernel',
  'resilience',
  'adapters',
  'model',
  'scenario',
  'experiment',
  'report',
  'lab',
  'live',
  'cli',
];

/** The doors of the house, and the rooms each may use. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  'src/index.ts': ['kernel', 'resilience'],
  'src/simulation.ts': ROOMS.slice(0, ROOMS.indexOf('experiment') + 1),
};

const MAX_LINES = 250;

/** Files that are longer for a reason: path and reason. */
const LONG_FILES: Readonly<Record<string, string>> = {};

const CLOCK_NAMES = new Set([
  'Date',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'crypto',
  'globalThis',
]);
const NODE_NAMES = new Set(['process', 'Buffer', 'require', '__dirname', '__filename']);
const ASYNC_NODES = new Set(['AwaitExpression', 'ForAwaitStatement']);

export const inCode: Readonly<Record<string, Rule>> = {
  'imports run one way': (file) => {
    const mayUse = DOORS[file.path] ?? ROOMS.slice(0, ROOMS.indexOf(roomOf(file.path)) + 1);
    if (mayUse.length === 0) return [`${roomOf(file.path)} is not a room`];
    return targets(file)
      .filter((target) => target.startsWith('src/') && !mayUse.includes(roomOf(target)))
      .map((target) => `imports ${target}`);
  },

  'time and luck are given, not taken': (file) =>
    ofTheTerminal(file) || file.path.endsWith('/system-clock.ts')
      ? []
      : [
          ...freeNames(file).filter((name) => CLOCK_NAMES.has(name)),
          ...members(file).filter((member) => member === 'Math.random'),
        ],

  'Node only in the cli': (file) =>
    ofTheTerminal(file)
      ? []
      : [
          ...imports(file).filter((specifier) => isBuiltin(specifier)),
          ...freeNames(file).filter((name) => NODE_NAMES.has(name)),
        ],

  'nothing async in the simulation': (file) =>
    ['kernel', 'model'].includes(roomOf(file.path))
      ? [
          ...freeNames(file).filter((name) => name === 'Promise'),
          ...file.places
            .filter(({ node }) => node.async === true || ASYNC_NODES.has(node.type))
            .map(({ node }) => node.type),
        ]
      : [],

  'no files import each other in a circle': (file, all) => {
    const circle = wayBack(file, all);
    return circle === undefined ? [] : [`comes back to itself by ${circle.join(', ')}`];
  },

  'named exports, no barrels but the doors': (file) =>
    file.places
      .map(({ node }) => node.type)
      .filter(
        (type) =>
          type === 'ExportDefaultDeclaration' ||
          (type === 'ExportAllDeclaration' && !(file.path in DOORS)),
      ),

  'every variant is in its registry': (file, all) => {
    const path = `${posix.dirname(file.path)}/index.ts`;
    const registry = all.find((other) => other.path === path);
    if (registry === undefined || registry === file) return [];
    const listed = registry.places
      .filter(({ parent, key }) => parent?.type === 'ArrayExpression' && key === 'elements')
      .map(({ node }) => nameOf(node));
    return variants(file)
      .filter((name) => !listed.includes(name))
      .map((name) => `${name} is not listed in ${path}`);
  },
};

export const everywhere: Readonly<Record<string, Rule>> = {
  'files are named for what they hold, in kebab-case': ({ path }) =>
    path
      .replace(/(\.test)?\.ts$/, '')
      .split('/')
      .filter(
        (name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || /^(utils?|helpers?|types)$/.test(name),
      ),

  'files are short': ({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > MAX_LINES && !(path in LONG_FILES) ? [`${lines} lines`] : [];
  },

  'imports end in .ts': (file) =>
    imports(file).filter(
      (specifier) => /^\.{1,2}\//.test(specifier) && !/\.(ts|json)$/.test(specifier),
    ),

  'no enums': (file) =>
    file.places
      .filter(({ node }) => node.type === 'TSEnumDeclaration')
      .map(({ node }) => nameOf(node.id)),

  'nothing left for later': ({ text }) => text.match(/\b(TO[D]O|FIX[M]E|X{3})\b/g) ?? [],
};

export const inTests: Readonly<Record<string, Rule>> = {
  'every test runs': (file) =>
    members(file).filter((member) =>
      /^(it|test|describe|each)\.(only|skip|todo|fails|skipIf|runIf)$/.test(member),
    ),
};

/** The shortest way of imports from a file back to it; types count, for they are read together too. */
function wayBack(file: Source, all: readonly Source[]): string[] | undefined {
  const known = new Map(all.map((source) => [source.path, source]));
  const ways = new Map<string, string[]>([[file.path, []]]);
  for (const [path, way] of ways) {
    for (const target of targets(known.get(path) ?? file)) {
      if (target === file.path) return [...way, path].slice(1);
      if (known.has(target) && !ways.has(target)) ways.set(target, [...way, path]);
    }
  }
  return undefined;
}

const targetsOf = new WeakMap<Source, string[]>();

/** The files of the project that a file imports. */
function targets(file: Source): string[] {
  const found =
    targetsOf.get(file) ??
    imports(file)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => posix.join(posix.dirname(file.path), specifier));
  targetsOf.set(file, found);
  return found;
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function ofTheTerminal({ path }: Source): boolean {
  return ['live', 'cli'].includes(roomOf(path));
}

/** Exported constants that are, or are built from, an object with a `kind`. */
function variants({ places }: Source): string[] {
  return places
    .filter(
      ({ node, parent }) =>
        node.type === 'VariableDeclaration' && parent?.type === 'ExportNamedDeclaration',
    )
    .flatMap(({ node }) => node.declarations as Node[])
    .filter((declarator) => hasKind(declarator.init))
    .map((declarator) => nameOf(declarator.id));
}

function hasKind(value: unknown): boolean {
  if (!isNode(value)) return false;
  if (value.type === 'TSAsExpression' || value.type === 'TSSatisfiesExpression') {
    return hasKind(value.expression);
  }
  if (value.type === 'CallExpression') return (value.arguments as unknown[]).some(hasKind);
  if (value.type !== 'ObjectExpression') return false;
  return (value.properties as Node[]).some((property) => nameOf(property.key) === 'kind');
}
