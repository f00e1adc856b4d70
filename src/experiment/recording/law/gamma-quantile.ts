/** Halvings: to some ten digits of the logarithm. */
const HALVINGS = 60;
const TERMS = 2_000;
const SMALL = 1e-13;

/** The value that `share` (above 0, below 1) of the values of a gamma law of scale 1 do not exceed. */
export function standardGammaQuantile(share: number, shape: number): number {
  let [low, high] = [-700, Math.log(shape + 1) + 8];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (lowerGamma(shape, Math.exp(middle)) < share) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** The regularised lower incomplete gamma function P(a, x): its series, or its continued fraction beyond a + 1. */
function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < TERMS && Math.abs(term) > SMALL * sum; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  return 1 - front * fraction(a, x);
}

/** Of Q(a, x), by Lentz's method (Abramowitz and Stegun 6.5.31). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / 1e-300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < TERMS; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    value *= d * c;
    if (Math.abs(d * c - 1) < SMALL) break;
  }
  return value;
}

const LANCZOS: readonly number[] = [
  0.999_999_999_999_809_9, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_1,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
];

/** Lanczos, with g = 7 and nine terms. */
function logGamma(value: number): number {
  if (value < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * value)) - logGamma(1 - value);
  const x = value - 1;
  const t = x + 7.5;
  const sum = LANCZOS.slice(1).reduce((all, one, i) => all + one / (x + i + 1), LANCZOS[0]!);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}
