import { HAPPENING, type Happening, type ToldRequest } from '../../model/books/happening.ts';

/** One request of an order at a service of a graph, with what happened to it and the calls made for it. */
export interface PathRequest {
  readonly service: string;
  /** From 1; null of one that was never sent. */
  instance: number | null;
  /** Which call of the order to the service it is; 0: the order itself. */
  readonly call: number;
  readonly fromMs: number;
  /** How the innermost breaker let it through; null where none stands on the way. */
  readonly leave: Happening | null;
  /** How its caller saw it end; null: it has not. */
  end: Happening | null;
  /** In the order in which they happened. */
  readonly entries: PathEntry[];
}

export type PathEntry =
  | { readonly kind: 'call'; readonly request: PathRequest }
  | { readonly kind: 'note'; readonly happening: Happening };

/** What is told of a call in its own line. */
const ENDS: ReadonlySet<number> = new Set([HAPPENING.answered, HAPPENING.gaveUp]);

/** The way of one order through a graph: its request at the front, and within it the calls. */
export function pathOf(happenings: readonly Happening[]): PathRequest | null {
  const [first] = happenings;
  if (first === undefined) return null;
  const path = new Path(first);
  for (const happening of happenings) path.add(happening);
  return path.root;
}

class Path {
  readonly root: PathRequest;
  private readonly known = new Map<string, PathRequest>();
  /** Let through, and not sent yet: by the request that the call is made for. */
  private readonly letThrough = new Map<PathRequest, Happening>();

  constructor(first: Happening) {
    const { service } = first.from ?? first;
    this.root = requestAt({ service, call: 0 }, first, null);
    this.known.set(keyOf(this.root), this.root);
  }

  add(happening: Happening): void {
    const { what, from } = happening;
    if (from === null) this.addAt(happening);
    else if (what === HAPPENING.sent) this.call(this.find(from, happening), happening);
    else if (what === HAPPENING.blocked)
      this.call(this.find(from, happening), happening).end = happening;
    else if (what === HAPPENING.allowed) this.letThrough.set(this.find(from, happening), happening);
    else if (ENDS.has(what)) this.find(happening, happening).end = happening;
    else this.find(from, happening).entries.push({ kind: 'note', happening });
  }

  private addAt(happening: Happening): void {
    const request = this.find(happening, happening);
    if (happening.what === HAPPENING.arrived) request.instance = happening.instance;
    if (happening.what === HAPPENING.ended) request.end = happening;
    else request.entries.push({ kind: 'note', happening });
  }

  private call(caller: PathRequest, happening: Happening): PathRequest {
    const leave = this.letThrough.get(caller) ?? null;
    this.letThrough.delete(caller);
    const request = requestAt(happening, happening, leave);
    this.known.set(keyOf(request), request);
    caller.entries.push({ kind: 'call', request });
    return request;
  }

  /** One whose beginning is not remembered any more belongs to the order as a whole. */
  private find(told: ToldRequest, happening: Happening): PathRequest {
    const known = this.known.get(keyOf(told));
    if (known !== undefined) return known;
    return this.call(this.root, { ...happening, ...told });
  }
}

function requestAt(
  { service, call }: ToldRequest,
  { atMs, instance }: Happening,
  leave: Happening | null,
): PathRequest {
  return { service, call, instance, fromMs: atMs, leave, end: null, entries: [] };
}

const keyOf = ({ service, call }: ToldRequest): string => `${call} ${service}`;
