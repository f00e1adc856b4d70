/** As V8 writes profiles. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** Whose code a frame is, by the file that it came from. */
const GUARD = /^(src\/(resilience|adapters)|node_modules\/opossum)\//;
/** The server and what it guards, which are the guard's no more, though it called them. */
const SERVER = /^(src\/live|test\/bench)\//;

type Frame = Profile['nodes'][number]['callFrame'];

/**
 * How a process spent its CPU time, in shares of all but idleness. A sample is the `guard`'s if the innermost frame
 * that tells is the guard's, and `forGuard` where Node is at work on what the guard asked of it, timers and signals;
 * what is guarded is neither. `bundle` is the program as esbuild wrote it, which says before each file's code which
 * file that is.
 */
export function sharesOf(
  { nodes, samples = [], timeDeltas = [] }: Profile,
  bundle: string,
): Record<string, number> {
  const files = filesOf(bundle);
  const known = new Map(nodes.map((node) => [node.id, node]));
  const owner = new Map<number, string>();
  const visit = (id: number, from: string): void => {
    const { callFrame, children = [] } = known.get(id)!;
    const isNode = !callFrame.url.startsWith('file:');
    const own = ownerOf(callFrame, files) ?? (from === 'guard' && isNode ? 'forGuard' : from);
    owner.set(id, own);
    for (const child of children) visit(child, own);
  };
  visit(nodes[0]!.id, 'server');
  const spent: Record<string, number> = {};
  samples.forEach((id, place) => {
    const name = owner.get(id)!;
    spent[name] = (spent[name] ?? 0) + timeDeltas[place]!;
  });
  const { idle: _, ...busy } = spent;
  const all = Object.values(busy).reduce((sum, us) => sum + us, 0);
  return Object.fromEntries(Object.entries(busy).map(([name, us]) => [name, us / all]));
}

function ownerOf({ functionName, url, lineNumber }: Frame, files: string[]): string | undefined {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'garbage';
  if (!url.startsWith('file:')) return undefined;
  const file = files[lineNumber] ?? '';
  if (SERVER.test(file)) return 'server';
  return GUARD.test(file) ? 'guard' : undefined;
}

/** By line, the file that it came from. */
function filesOf(bundle: string): string[] {
  let file = '';
  return bundle.split('\n').map((line) => {
    file = /^\/\/ ((?:src|test|node_modules)\/\S+)$/.exec(line)?.[1] ?? file;
    return file;
  });
}
