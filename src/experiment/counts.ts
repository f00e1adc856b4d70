/** Of counts by their names: what came between two readings. */
export function countsBetween<Name extends string>(
  before: Readonly<Record<Name, number>>,
  now: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const flows = {} as Record<Name, number>;
  for (const name in now) flows[name] = now[name] - before[name];
  return flows;
}
