import { assert, Bug } from '../../../kernel/assert.ts';
import { normalUpperQuantile } from './normal-quantile.ts';

/** Newton's method doubles the digits a step; from its start it takes ten steps at most. */
const STEPS = 60;
const PRECISION = 1e-14;
/** It takes some tens of terms, whatever the degrees of freedom. */
const MOST_TERMS = 10_000;
/** Of Γ(a + 1/2) / (Γ(a) √a) in powers of 1 / a: from here on exact to the last digit. */
const SERIES_FROM = 30;
const SERIES = [
  1,
  -1 / 8,
  1 / 128,
  5 / 1024,
  -21 / 32_768,
  -399 / 262_144,
  869 / 4_194_304,
  39_325 / 33_554_432,
] as const;

/**
 * The probability that Student's t exceeds `t`, with `df` degrees of freedom (1 or more, whole or not):
 * I(x; df/2, 1/2) / 2 with x = df / (df + t²), for t of 0 or more (Abramowitz and Stegun 26.7.1). Relative
 * error below 1e-11, in the far tail too.
 */
export function studentUpperTail(t: number, df: number): number {
  assert(df >= 1, () => `${df} degrees of freedom`);
  if (t < 0) return 1 - studentUpperTail(-t, df);
  if (t === 0) return 0.5;
  return incompleteBeta((t * t) / df, df / 2) / 2;
}

/**
 * The t that Student's t exceeds with probability `tail` (above 0, below 1), with `df` degrees of freedom (1 or
 * more, whole or not), to ten digits at least. For a two-sided interval of level 95 %: tail = 0.025.
 */
export function studentUpperQuantile(tail: number, df: number): number {
  assert(df >= 1 && tail > 0 && tail < 1, () => `t of ${tail} with ${df} degrees of freedom`);
  if (tail > 0.5) return -studentUpperQuantile(1 - tail, df);
  return tail === 0.5 ? 0 : byNewton(normalUpperQuantile(tail), tail, df);
}

/**
 * Newton's method on ln(tail) as a function of ln(t): that is concave, so from any start the first step lands
 * on the far side of the root and all others come down to it.
 */
function byNewton(start: number, tail: number, df: number): number {
  const scale = betaRatio(df / 2) / Math.sqrt(Math.PI * df);
  let t = start;
  for (let step = 0; step < STEPS; step++) {
    const reached = studentUpperTail(t, df);
    const density = scale * Math.exp(-((df + 1) / 2) * Math.log1p((t * t) / df));
    const change = (Math.log(reached / tail) * reached) / (t * density);
    t *= Math.exp(change);
    if (Math.abs(change) < PRECISION) break;
  }
  return t;
}

/**
 * The regularised incomplete beta function I(x; a, 1/2) at x = 1 / (1 + odds), from that side on which the
 * continued fraction converges fast.
 */
function incompleteBeta(odds: number, a: number): number {
  // Both sides of 1, each without cancellation.
  const x = 1 / (1 + odds);
  const y = 1 / (1 + 1 / odds);
  // x^a y^b / B(a, b), where b = 1/2 and 1 / B(a, 1/2) = Γ(a + 1/2) / (Γ(a) √π).
  const front = betaRatio(a) * Math.exp(-a * Math.log1p(odds)) * Math.sqrt(y / Math.PI);
  if (a * y > 0.5 * x) return front / continuedFraction(x, y, a, 0.5);
  return 1 - front / continuedFraction(y, x, 0.5, a);
}

/**
 * x^a y^b / (B(a, b) I(x; a, b)), y = 1 − x, for x up to a / (a + b): the continued fraction of DiDonato and
 * Morris (Algorithm 708, 1992, section 3), which cancels no digits; evaluated from the front by the method of Lentz
 * and Thompson.
 */
function continuedFraction(x: number, y: number, a: number, b: number): number {
  const mean = a * y - b * x + 1;
  let value = (a * mean) / (a + 1);
  let c = value;
  let d = 0;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const half = a + 2 * m - 1;
    const numerator = ((a + m - 1) / half) * ((a + b + m - 1) / half) * m * (b - m) * x * x;
    const term = m + (m * (b - m) * x) / half + ((a + m) * (mean + m * (2 - x))) / (half + 2);
    d = 1 / (term + numerator * d);
    c = term + numerator / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) return value;
  }
  throw new Bug(`the continued fraction of I(${x}; ${a}, ${b}) does not converge`);
}

/**
 * Γ(a + 1/2) / Γ(a): where a is large by its series (Tricomi and Erdélyi, 1951), from which
 * Γ(a + 1) = a Γ(a) leads down. The logarithms of both would lose as many digits as a has.
 */
function betaRatio(a: number): number {
  let factor = 1;
  let large = a;
  for (; large < SERIES_FROM; large++) factor *= large / (large + 0.5);
  const r = 1 / large;
  const series = SERIES.reduceRight((sum, coefficient) => sum * r + coefficient, 0);
  return factor * Math.sqrt(large) * series;
}
