/** `max_ejection_percent`, `max-ejection-percent` and `MaxEjectionPercent` are one name. */
export function plain(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/** The entry of a block by its name, however it is spelt. */
export function entry(block: unknown, name: string): unknown {
  if (typeof block !== 'object' || block === null || Array.isArray(block)) return undefined;
  const found = Object.entries(block).find(([key]) => plain(key) === plain(name));
  return found?.[1] ?? undefined;
}

/** The entry at a path of names; undefined where there is none. */
export function entryAt(block: unknown, ...path: readonly string[]): unknown {
  return path.reduce(entry, block);
}
