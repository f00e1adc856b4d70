/** The window moves on in steps of one part of it. */
const PARTS = 100;

/**
 * How often something happened of late, in constant memory: what is older than the window is forgotten,
 * in lumps of a hundredth of the window.
 */
export class RollingCount {
  count = 0;
  private readonly parts = new Float64Array(PARTS);
  private readonly partMs: number;
  private part = 0;

  constructor(windowMs: number) {
    this.partMs = windowMs / PARTS;
  }

  add(now: number): void {
    this.expire(now);
    const place = this.part % PARTS;
    this.parts[place] = this.parts[place]! + 1;
    this.count++;
  }

  /** Forgets what is too old at `now`, which must not go back. */
  expire(now: number): void {
    const part = Math.floor(now / this.partMs);
    const passed = Math.min(PARTS, part - this.part);
    for (let step = 1; step <= passed; step++) {
      const place = (part - passed + step) % PARTS;
      this.count -= this.parts[place]!;
      this.parts[place] = 0;
    }
    this.part = part;
  }
}
