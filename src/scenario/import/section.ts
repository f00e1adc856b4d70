import { nearestName } from '../../kernel/settings.ts';
import type { Problem } from '../problem.ts';
import type { PolicyAccount, Said } from './account.ts';
import { DIFFERENCES, type DifferenceName } from './differences.ts';
import { Code, literalText } from './literal.ts';
import { plain } from './plain-name.ts';
import { placeOfSetting } from './settings-file.ts';
import type { Source } from './source.ts';
import type { Unit } from './unit.ts';

/** A setting of a library: how it is written, and what holds where it is left out. */
export interface Field<Value, Default extends Value | undefined = Value | undefined> {
  readonly unit: Unit<Value>;
  readonly default: Default;
}

/** A setting with a default of the library's, or one that may be missing. */
export function field<Value>(unit: Unit<Value>, fallback: NoInfer<Value>): Field<Value, Value>;
export function field<Value>(unit: Unit<Value>): Field<Value, undefined>;
export function field<Value>(unit: Unit<Value>, fallback?: Value): Field<Value> {
  return { unit, default: fallback };
}

/** The settings of one block of a library, by name. */
// biome-ignore lint/suspicious/noExplicitAny: a table of fields of any kind
export type Fields = Readonly<Record<string, Field<any, any>>>;

export type Values<Table extends Fields> = {
  readonly [Name in keyof Table]: Table[Name] extends Field<infer Value, infer Default>
    ? Value | (undefined extends Default ? undefined : never)
    : never;
};

/** Settings that are not carried, with what that may mean. */
export type NotCarried = Readonly<Record<string, string>>;

/** What the reading of one file finds out beside the pipeline. */
export class Reader {
  readonly source: Source;
  readonly policies: PolicyAccount[] = [];
  readonly problems: Problem[] = [];

  constructor(source: Source) {
    this.source = source;
  }

  /** A block of settings that will be a policy; its names are matched as Spring, .NET and protobuf do. */
  section(policy: string, from: string, written: object): Section {
    const account = {
      policy,
      from,
      read: [],
      defaults: [],
      converted: [],
      notCarried: [],
      differs: [],
    };
    this.policies.push(account);
    return new Section(this, account, written);
  }
}

/** One block of a library's settings. What nobody asks for is told as not carried. */
export class Section {
  readonly account: PolicyAccount;
  private readonly reader: Reader;
  private readonly written: Map<string, readonly [name: string, value: unknown]>;

  constructor(reader: Reader, account: PolicyAccount, written: object) {
    this.reader = reader;
    this.account = account;
    this.written = new Map(
      Object.entries(written).map(([name, value]) => [plain(name), [name, value]]),
    );
  }

  /** A block within this one, told of in the same account. */
  inner(written: object): Section {
    return new Section(this.reader, this.account, written);
  }

  /** The value of a setting that is a block of its own. */
  take(name: string): unknown {
    const value = this.written.get(plain(name))?.[1];
    this.written.delete(plain(name));
    return value;
  }

  /** What is left, under its own names. */
  rest(): Record<string, unknown> {
    return Object.fromEntries(this.written.values());
  }

  /** The values of all fields, defaults filled in; the rest of the block is told as not carried. */
  values<Table extends Fields>(table: Table, notCarried: NotCarried = {}): Values<Table> {
    const values = Object.fromEntries(
      Object.entries(table).map(([name, one]) => [name, this.value(name, one)]),
    ) as Values<Table>;
    const known = new Set(Object.keys(table).map(plain));
    const reasons = new Map(Object.entries(notCarried).map(([name, why]) => [plain(name), why]));
    for (const [key, [name, value]] of this.written) {
      if (known.has(key) || value === undefined || value === null) continue;
      this.leave(name, value, reasons.get(key) ?? unknownSetting(name, Object.keys(table)));
    }
    return values;
  }

  /** Whether the file itself says it. */
  has(name: string): boolean {
    return this.written.has(plain(name));
  }

  leave(setting: string, value: unknown, note: string): void {
    this.account.notCarried.push({ setting, value: literalText(value), note });
  }

  converted(how: string): void {
    this.account.converted.push(how);
  }

  differs(...names: readonly DifferenceName[]): void {
    this.account.differs.push(...names.map((name) => ({ name, ...DIFFERENCES[name] })));
  }

  /** A mistake of the file's. */
  fault(setting: string, found: string, expected: string): void {
    const place = placeOfSetting(this.reader.source.files, setting, found);
    const path = this.account.from === '' ? setting : `${this.account.from}.${setting}`;
    this.reader.problems.push({ place, setting: path, found, expected, suggestion: undefined });
  }

  private value<Value>(name: string, { unit, default: fallback }: Field<Value>): Value | undefined {
    const entry = this.written.get(plain(name));
    if (entry === undefined || entry[1] === null || entry[1] === undefined) {
      if (fallback !== undefined)
        this.account.defaults.push({ setting: name, value: unit.said(fallback) });
      return fallback;
    }
    const written = this.filled(entry[0], this.named(entry[1]));
    const value = unit.read(written);
    if (value === undefined) {
      this.fault(entry[0], literalText(written), unit.expected);
      return fallback;
    }
    const said: Said = { setting: entry[0], value: asWritten(entry[1], unit.write(value)) };
    const text = unit.said(value);
    const short = literalText(text);
    this.account.read.push(short === said.value ? said : { ...said, note: short });
    if (unit.converts !== undefined) {
      this.converted(`${entry[0]}: ${said.value} is ${unit.converts}, so ${text}`);
    }
    return value;
  }

  /** What a name of the program stands for. */
  private named(value: unknown): unknown {
    const known = value instanceof Code ? this.reader.source.names.get(value.text) : undefined;
    return known ?? value;
  }

  /** `${TIMEOUT:5s}` is 5s unless somebody says otherwise elsewhere. */
  private filled(name: string, value: unknown): unknown {
    const match = typeof value === 'string' ? /^\$\{([^:}]+)(?::-?([^}]*))?\}$/.exec(value) : null;
    if (match === null) return value;
    const [, variable, fallback] = match;
    if (fallback === undefined) return value;
    this.converted(`${name}: ${variable} may be set elsewhere; its default ${fallback} is taken`);
    return fallback;
  }
}

/** `30 * time.Second` has become a number on the way here. */
function asWritten(raw: unknown, again: unknown): string {
  return literalText(typeof raw === 'number' && again instanceof Code ? again : raw);
}

function unknownSetting(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  const advice = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  return `no setting that blackfriday knows${advice}`;
}

/** Values as the library writes them; one that is undefined is left out. */
export function written<Table extends Fields>(
  table: Table,
  values: { readonly [Name in keyof Table]?: Values<Table>[Name] | undefined },
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, { unit }]) => {
      const value: unknown = values[name];
      return value === undefined ? [] : [[name, unit.write(value as never)]];
    }),
  );
}
