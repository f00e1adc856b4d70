/** What a metric is measured in: a number of things, ms, a fraction of 1, or cents. */
export type Unit = 'count' | 'ms' | 'share' | 'cents';

/** How the values of a metric become one: over the ticks of a run, and over the instances of a service. */
export const FOLDS = {
  flow: { ticks: 'add up', instances: 'add up' },
  level: { ticks: 'the last', instances: 'add up' },
  average: { ticks: 'the whole run', instances: 'the mean' },
  /** Of all values together: a quantile of quantiles means nothing. */
  pooled: { ticks: 'each of its own', instances: 'pooled' },
  /** Known of the whole run only. */
  whole: { ticks: 'the whole run', instances: 'add up' },
} as const;

export type Fold = keyof typeof FOLDS;

/** Which way is better: null where more is neither good nor bad. */
export type Better = 'more' | 'less' | null;

/** How a metric is written in a summary; left out, it has no line there. */
export interface Line {
  readonly label: string;
  /** The whole that it is a part of: a metric beside it, or a path from the top. */
  readonly of?: string;
  /** Left out where it is 0 in every arm. */
  readonly unlessIdle?: boolean;
  /** Left out where in every arm it is the same as this metric beside it. */
  readonly unlessSame?: string;
}

/** One row of the table: everything that the program knows of a number that it reports. */
export interface Metric<Source, Value extends number | null = number | null> {
  readonly unit: Unit;
  /** One line, as a sentence goes on after the metric's name. */
  readonly meaning: string;
  readonly fold: Fold;
  readonly better: Better;
  readonly line?: Line;
  /** Null is a value of it: there may be nothing to measure. */
  readonly mayLack?: true;
  /** It may be below 0. */
  readonly signed?: true;
  readonly read: (source: Source) => Value;
}

/**
 * Metrics that are read off one thing: a book, a service. Where there is no such thing, they are null; where
 * it is undefined, nobody asked for them, and the part is left out.
 */
export interface Part<Source, Selected, Fields> {
  readonly select: (source: Source) => Selected;
  /** The heading of its lines in a summary. */
  readonly title?: string;
  readonly isOptional?: true;
  readonly fields: Fields;
}

/** What may stand in a part: metrics, and parts of it, by the names in their paths. */
// biome-ignore lint/suspicious/noExplicitAny: what a part selects is its own affair.
export type Fields<Source> = { readonly [name: string]: Metric<Source> | Part<Source, any, any> };

/** The values of metrics, nested as their paths are. */
export type Reading<Tree> = {
  readonly [Name in Exclude<keyof Tree, Optional<Tree>>]: ReadingOf<Tree[Name]>;
} & {
  readonly [Name in Optional<Tree>]?: ReadingOf<Tree[Name]>;
};

type ReadingOf<Entry> = Entry extends { readonly read: (source: never) => infer Value }
  ? Value
  : Entry extends Part<never, infer Selected, infer Inner>
    ? Reading<Inner> | Extract<Selected, null>
    : never;

/** The names of the parts that may be left out. */
type Optional<Tree> = {
  [Name in keyof Tree]: Tree[Name] extends { readonly isOptional: true } ? Name : never;
}[keyof Tree];

export function part<Source, Selected, const Inner extends Fields<NonNullable<Selected>>>(
  select: (source: Source) => Selected,
  fields: Inner,
  title?: string,
): Part<Source, Selected, Inner> {
  return { select, fields, ...(title !== undefined && { title }) };
}

/** A part that is left out where nobody asked for it: where `select` finds it undefined. */
export function optionalPart<Source, Selected, const Inner extends Fields<NonNullable<Selected>>>(
  select: (source: Source) => Selected,
  fields: Inner,
  title: string,
): Part<Source, Selected, Inner> & { readonly isOptional: true } {
  return { select, fields, title, isOptional: true };
}

/** Reads every metric of a tree off its source. */
export function readAll<Source, Tree extends Fields<Source>>(
  tree: Tree,
  source: Source,
): Reading<Tree> {
  const reading: Record<string, unknown> = {};
  for (const name in tree) {
    const entry = tree[name]!;
    const value = 'fields' in entry ? readPart(entry, source) : entry.read(source);
    if (value !== undefined) reading[name] = value;
  }
  return reading as Reading<Tree>;
}

// biome-ignore lint/suspicious/noExplicitAny: what a part selects is its own affair.
function readPart<Source>({ select, fields }: Part<Source, any, any>, source: Source): unknown {
  const selected: unknown = select(source);
  return selected === null || selected === undefined
    ? selected
    : readAll(fields as Fields<unknown>, selected);
}

/** A metric with the path that leads to it. */
export interface Row extends Omit<Metric<never>, 'read'> {
  readonly path: string;
  /** The heading above its line in a summary. */
  readonly title: string;
}

/** The metrics of a tree, one after the other. */
export function rowsOf<Source>(tree: Fields<Source>, prefix = '', title = ''): Row[] {
  return Object.entries(tree).flatMap(([name, entry]): Row[] => {
    const path = `${prefix}${name}`;
    if ('fields' in entry) return rowsOf(entry.fields, `${path}.`, entry.title ?? title);
    const { read: _, ...row } = entry;
    return [{ ...row, path, title }];
  });
}
