/**
 * A record of memory for each slot, in which what is known of the slot lies side by side: of a million slots
 * in flight each field in a column of its own is a cache miss. A double takes two places of whole numbers.
 */
interface SlotRecords {
  readonly doubles: Float64Array;
  /** The same memory. */
  readonly ints: Int32Array;
}

/** No slots yet. */
export const NO_RECORDS: SlotRecords = {
  doubles: new Float64Array(0),
  ints: new Int32Array(0),
};

/** A copy of `ints` for so many slots, of 2^`shift` whole numbers each; new records hold 0. */
export function widenedRecords(ints: Int32Array, capacity: number, shift: number): SlotRecords {
  const wider = new Int32Array(capacity << shift);
  wider.set(ints);
  return { doubles: new Float64Array(wider.buffer), ints: wider };
}
