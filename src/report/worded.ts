/**
 * A result whose every text, in whatever field it stands, has passed `words`: so no reporter can forget one.
 * Ticks hold no texts of others and stay as they are.
 */
export function worded<Told extends object>(result: Told, words: (text: string) => string): Told {
  return inWords(result, words) as Told;
}

function inWords(value: unknown, words: (text: string) => string): unknown {
  if (typeof value === 'string') return words(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => inWords(one, words));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === 'ticks' ? child : inWords(child, words),
    ]),
  );
}
