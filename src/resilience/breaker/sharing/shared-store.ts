/** What stands under a key, and what time it is where it stands. */
export interface Kept {
  /** Null where nothing stands there. */
  readonly value: string | null;
  /** The store's own time, in ms of any origin: the one clock on which all who share agree. */
  readonly nowMs: number;
}

/** Where processes keep what they share. Two methods, so that anything with a conditional write will do. */
export interface SharedStore {
  read(key: string): Promise<Kept>;
  /**
   * Puts `next` under the key, for `keepMs`, if what stands there is still `expected` (null: nothing); else
   * changes nothing. Either way tells what stands there afterwards.
   */
  swap(
    key: string,
    expected: string | null,
    next: string,
    keepMs: number,
  ): Promise<Kept & { readonly isSwapped: boolean }>;
}
