/**
 * The probes in flight. With a lease, a probe that has no outcome after so long gives its permit back by
 * itself: a probe that hangs for ever does not shut the others out.
 */
export class Leases {
  private readonly leaseMs: number;
  /** Made where there are leases: in a fleet of breakers an empty map each would be much of their weight. */
  private readonly expiries: Map<number, number> | undefined;
  private unlimited = 0;

  /** `leaseMs` may be Infinity: then only an outcome gives a permit back. */
  constructor(leaseMs: number) {
    this.leaseMs = leaseMs;
    if (leaseMs !== Number.POSITIVE_INFINITY) this.expiries = new Map();
  }

  inFlight(now: number): number {
    if (this.expiries === undefined) return this.unlimited;
    // Insertion order is order of expiry: all leases are equally long.
    for (const [permit, expiry] of this.expiries) {
      if (now < expiry) break;
      this.expiries.delete(permit);
    }
    return this.expiries.size;
  }

  /** When a permit comes back by itself next; Infinity where none will. Ask `inFlight` first. */
  get nextExpiryMs(): number {
    if (this.expiries === undefined) return Number.POSITIVE_INFINITY;
    for (const expiry of this.expiries.values()) return expiry;
    return Number.POSITIVE_INFINITY;
  }

  take(permit: number, now: number): void {
    if (this.expiries === undefined) this.unlimited++;
    else this.expiries.set(permit, now + this.leaseMs);
  }

  /** False if the lease is over: the outcome comes too late. */
  giveBack(permit: number, now: number): boolean {
    if (this.expiries === undefined) {
      this.unlimited--;
      return true;
    }
    const expiry = this.expiries.get(permit);
    this.expiries.delete(permit);
    return expiry !== undefined && now < expiry;
  }

  clear(): void {
    this.expiries?.clear();
    this.unlimited = 0;
  }
}
