/** The smallest double is 2^-1074: in such units every double is whole. */
const UNIT = 1074;
const MANTISSA = 53;

const double = new DataView(new ArrayBuffer(8));

/** A double as a whole number of 2^-1074. */
export function exactly(x: number): bigint {
  double.setFloat64(0, x);
  const bits = double.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return bits >> 63n === 0n ? size : -size;
}

/** The double nearest to a whole number of 2^-1074, of two as near the even one. */
export function nearest(units: bigint): number {
  const size = units < 0n ? -units : units;
  const surplus = BigInt(Math.max(0, size.toString(2).length - MANTISSA));
  let kept = size >> surplus;
  const cut = (size - (kept << surplus)) * 2n;
  const step = 1n << surplus;
  if (cut > step || (cut === step && surplus > 0n && kept % 2n === 1n)) kept += 1n;
  const scaled = Number(kept) * 2 ** (Number(surplus) - UNIT);
  return units < 0n ? -scaled : scaled;
}
