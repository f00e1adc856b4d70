import { isBlock, nearestName, pathText, type SettingPath } from '../../kernel/settings.ts';
import { Refusal, resolve } from '../assignment.ts';

/** A policy of some pipeline of a scenario that is yet to be decoded. */
interface PolicyEntry {
  /** Of its entry in the list. */
  readonly path: SettingPath;
  /** What it may be called by: its kind, and its name if it has one. */
  readonly names: readonly string[];
}

/** A scenario less the policies that are named: by kind or by name all of them, by path one. Throws Refusal. */
export function withoutPolicies(document: unknown, wanted: readonly string[]): unknown {
  const policies = policiesIn(document, []);
  const gone = new Set(
    wanted.flatMap((one) => pathsOf(one.trim(), policies, document)).map(pathText),
  );
  return less(document, [], gone);
}

/** Which entries a name or a path means; throws Refusal where it means none. */
export function policiesMeant(wanted: string, document: unknown): SettingPath[] {
  return pathsOf(wanted.trim(), policiesIn(document, []), document);
}

function pathsOf(
  wanted: string,
  policies: readonly PolicyEntry[],
  document: unknown,
): SettingPath[] {
  const called = policies.filter(({ names }) => names.includes(wanted));
  if (called.length > 0) return called.map(({ path }) => path);
  const known = [...new Set(policies.flatMap(({ names }) => names))];
  if (/[.[]/.test(wanted)) {
    const steps = wanted.replace(/\[(\d+)\]/g, '.$1').split('.');
    const text = pathText(resolve(document, steps));
    const meant = policies.find(({ path, names }) => {
      const entry = pathText(path);
      return text === entry || text === `${entry}.${names[0]!}`;
    });
    if (meant !== undefined) return [meant.path];
  }
  const expected =
    known.length === 0
      ? 'a policy of the scenario, and it has none'
      : `a policy of the scenario: ${known.join(', ')}, or the path of one`;
  throw new Refusal('', JSON.stringify(wanted), expected, nearestName(wanted, known));
}

/** Whether some pipeline of a scenario that is yet to be decoded has a policy so called. */
export function holdsPolicy(document: unknown, name: string): boolean {
  return policiesIn(document, []).some(({ names }) => names.includes(name));
}

/** Every entry of every list that stands under the key `pipeline`, and the outlier detection of services. */
function policiesIn(value: unknown, path: SettingPath): PolicyEntry[] {
  if (Array.isArray(value)) {
    const isPipeline = path.at(-1) === 'pipeline';
    return value.flatMap((entry: unknown, index) => {
      const at = [...path, index];
      return isPipeline ? [...entryOf(entry, at), ...policiesIn(entry, at)] : policiesIn(entry, at);
    });
  }
  if (!isBlock(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (isDetection(at)) return [{ path: at, names: [key] }];
    return path.length === 0 && key === 'arms' ? [] : policiesIn(inner, at);
  });
}

/** Outlier detection stands with a service, for all who call it. */
function isDetection(path: SettingPath): boolean {
  return path.length === 3 && path[0] === 'services' && path[2] === 'outlierDetection';
}

function entryOf(entry: unknown, path: SettingPath): PolicyEntry[] {
  if (!isBlock(entry)) return [];
  const [kind] = Object.keys(entry).filter((key) => key !== 'insteadOf');
  if (kind === undefined) return [];
  const settings = entry[kind];
  const own = isBlock(settings) && typeof settings.name === 'string' ? [settings.name] : [];
  return [{ path, names: [kind, ...own] }];
}

function less(value: unknown, path: SettingPath, gone: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => {
      const at = [...path, index];
      return gone.has(pathText(at)) ? [] : [less(entry, at, gone)];
    });
  }
  if (!isBlock(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const at = [...path, key];
      return gone.has(pathText(at)) ? [] : [[key, less(inner, at, gone)]];
    }),
  );
}
