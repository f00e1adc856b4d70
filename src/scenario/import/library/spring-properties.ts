import { isPlain } from '../literal.ts';
import { entry, entryAt, plain } from '../plain-name.ts';
import { expanded, merged } from '../properties.ts';
import type { Source } from '../source.ts';

/** What the files say under `resilience4j`, documents of a profile left out. */
export function propertiesOf(source: Source): { root: unknown; profiles: string[] } {
  const profile = (one: unknown): unknown =>
    entryAt(one, 'spring', 'config', 'activate', 'on-profile') ??
    entryAt(one, 'spring', 'profiles');
  const documents = source.documents.map(expanded);
  const profiles = documents.flatMap((one) =>
    typeof profile(one) === 'string' ? [String(profile(one))] : [],
  );
  const common = documents.filter((one) => typeof profile(one) !== 'string');
  return { root: common.reduce<unknown>(merged, {}), profiles };
}

/** The instances of a module, by name. */
export function instancesOf(root: unknown, module: string): Record<string, unknown> {
  const block = entryAt(root, 'resilience4j', module);
  const instances = entry(block, 'instances') ?? entry(block, 'backends');
  return isPlain(instances) ? instances : {};
}

/** An instance with what it takes from its base configurations; its own settings have the last word. */
export function inherited(
  root: unknown,
  module: string,
  instance: unknown,
  depth = 0,
): Record<string, unknown> {
  const own = isPlain(instance) ? { ...instance } : {};
  const named = entry(own, 'baseConfig');
  const base = typeof named === 'string' ? named : depth === 0 ? 'default' : undefined;
  const above =
    base === undefined ? undefined : entryAt(root, 'resilience4j', module, 'configs', base);
  for (const key of Object.keys(own)) if (plain(key) === 'baseconfig') delete own[key];
  if (above === undefined || depth > 10) return own;
  return { ...inherited(root, module, above, depth + 1), ...own };
}
