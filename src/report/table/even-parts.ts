/** A list in so many parts, in order, none longer by more than one than another. */
export function evenParts<One>(list: readonly One[], parts: number): One[][] {
  return Array.from({ length: parts }, (_, part) => {
    const at = (edge: number) => Math.round((edge * list.length) / parts);
    return list.slice(at(part), at(part + 1));
  });
}
