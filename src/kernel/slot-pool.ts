/** Columns so short lie among V8's small objects, where they cost next to nothing: most runs of a study are small. */
const FIRST_CAPACITY = 8;
/** From here on the capacity doubles. */
const NEXT_CAPACITY = 64;

/** What keeps a value per slot, and must grow when the pool does. */
export interface SlotColumns {
  resize(capacity: number): void;
}

/**
 * Hands out small whole numbers and takes them back, so that what is in flight can be described by typed
 * arrays indexed by slot. The last slot freed is the next handed out: its memory is still warm.
 */
export class SlotPool {
  private capacity = 0;
  private readonly columns: SlotColumns[] = [];
  private free: Int32Array = new Int32Array(0);
  private freeCount = 0;

  /** Keeps `columns` as long as the pool is wide, from now on. */
  attach(columns: SlotColumns): void {
    this.columns.push(columns);
    if (this.capacity > 0) columns.resize(this.capacity);
  }

  allocate(): number {
    if (this.freeCount === 0) this.grow();
    return this.free[--this.freeCount]!;
  }

  release(slot: number): void {
    this.free[this.freeCount++] = slot;
  }

  get inUse(): number {
    return this.capacity - this.freeCount;
  }

  private grow(): void {
    const before = this.capacity;
    this.capacity = before === 0 ? FIRST_CAPACITY : Math.max(NEXT_CAPACITY, before * 2);
    this.free = new Int32Array(this.capacity);
    this.freeCount = this.capacity - before;
    for (let i = 0; i < this.freeCount; i++) this.free[i] = this.capacity - 1 - i;
    for (const columns of this.columns) columns.resize(this.capacity);
  }
}

type Column = Float64Array | Int32Array | Uint8Array;

/** A copy of `column`, `length` long; new places hold 0. */
export function widened<C extends Column>(column: C, length: number): C {
  const wider = new (column.constructor as new (length: number) => C)(length);
  wider.set(column);
  return wider;
}
