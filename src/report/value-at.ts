/** The number at a path of a result's totals or ticks; null where there is none. */
export function valueAt(facts: object, path: string): number | null {
  let value: unknown = facts;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return typeof value === 'number' ? value : null;
}
