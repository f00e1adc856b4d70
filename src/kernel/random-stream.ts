import seedrandom from 'seedrandom';

/**
 * A named stream of luck, derived from the run's seed. Draws are keyed, not queued: `at(order, call)`
 * goes to the place of that call, and `next()` reads on from there. So the k-th call of order n meets
 * the same luck in every arm, whatever else the arm has drawn, and a component added later shifts
 * no one else's luck (common random numbers).
 *
 * The first word of a call is a hash of its key, for most calls draw no more. Those after it come from
 * xoroshiro64** (Blackman and Vigna, 2018), its state a bijection of (order, call) for a given stream:
 * no two calls share a sequence.
 */
export class RandomStream {
  private readonly seed: number;
  private readonly name: string;
  private isSeeded = false;
  private keyA = 0;
  private keyB = 0;
  private keyOfCall = 0;
  private first = 0;
  /** Words drawn for the call: none, one, or more. */
  private drawn = 0;
  private stateA = 0;
  private stateB = 0;

  /** `name` is the purpose: `arrivals`, `latency`, … */
  constructor(seed: number, name: string) {
    this.seed = seed;
    this.name = name;
  }

  /** Goes to the first draw of this call of this order. `order` counts from 0, below 2^53. */
  at(order: number, call = 0): this {
    if (!this.isSeeded) this.seedKeys();
    const low = order | 0;
    // A division takes as long as the rest, and few runs have so many orders.
    const high = order < 4_294_967_296 ? 0 : (order / 4_294_967_296) | 0;
    const a = mix(Math.imul(low, 0x9e3779b1) + this.keyA);
    const b = mix((a ^ this.keyB) + Math.imul(call, 0x85ebca6b) + Math.imul(high, 0xc2b2ae3d));
    this.keyOfCall = a;
    this.first = b;
    this.drawn = 0;
    return this;
  }

  /** Costs as much as some thousand draws, and of the streams of a run many are never drawn from. */
  private seedKeys(): void {
    const source = seedrandom(`${this.seed}/${this.name}`);
    this.keyA = source.int32();
    this.keyB = source.int32();
    this.isSeeded = true;
  }

  /** 32 random bits, as a whole number from -2^31 to 2^31 - 1. */
  word(): number {
    if (this.drawn > 0) return this.following();
    this.drawn = 1;
    return this.first;
  }

  private following(): number {
    if (this.drawn === 1) this.seedState();
    this.drawn = 2;
    const a = this.stateA;
    const b = this.stateB ^ a;
    const product = Math.imul(a, 0x9e3779bb);
    this.stateA = ((a << 26) | (a >>> 6)) ^ b ^ (b << 9);
    this.stateB = (b << 13) | (b >>> 19);
    return Math.imul((product << 5) | (product >>> 27), 5);
  }

  private seedState(): void {
    const { keyOfCall, first } = this;
    // The next word tells of this half only: it must know of the call, and not follow from the first.
    this.stateA = keyOfCall ^ ((first << 16) | (first >>> 16));
    // All zeros is the one state that xoroshiro never leaves.
    this.stateB = (keyOfCall | first) === 0 ? 1 : first;
  }

  /** Uniform in [0, 1), with 53 random bits. */
  next(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** True with probability `p`, rounded up to a multiple of 2^-32; no draw is spent on a certainty. */
  chance(p: number): boolean {
    return p > 0 && (p >= 1 || this.word() >>> 0 < p * 4_294_967_296);
  }
}

/** The finaliser of "lowbias32" (Wellons, 2018): a bijection of 32 bits in which every input bit tells. */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
