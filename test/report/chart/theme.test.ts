import { describe, expect, test } from 'vitest';
import { DARK, LIGHT, type Palette } from '../../../src/report/chart/theme.ts';

type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/** Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const EYES: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function times(matrix: Matrix, [r, g, b]: Rgb): Rgb {
  const row = ([x, y, z]: Rgb) => Math.min(1, Math.max(0, x * r + y * g + z * b));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** WCAG 2. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

/** CIE 1976, from the D65 white. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Rgb, b: Rgb): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

const OUTCOMES = ['successful', 'declined', 'timedOut', 'failed', 'blocked'] as const;
const PAIRS = OUTCOMES.flatMap((a, i) => OUTCOMES.slice(i + 1).map((b) => [a, b] as const));

/** Ten times what a trained eye just tells apart. */
const APART = 20;

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s palette', (_, palette: Palette) => {
  test.each(Object.entries(EYES))('keeps the outcomes apart for %s eyes', (_, eyes) => {
    const alike = PAIRS.map(([a, b]) => {
      const [one, other] = [a, b].map((name) => times(eyes, linear(palette[name])));
      return `${a} and ${b}: ${Math.round(distance(one!, other!))}`;
    }).filter((pair) => Number(pair.split(': ')[1]) < APART);
    expect(alike).toEqual([]);
  });

  test('is readable: text 4.5 to 1, marks 3 to 1 where nothing else tells them', () => {
    for (const text of ['ink', 'soft', 'trouble'] as const) {
      expect(contrast(palette[text], palette.paper)).toBeGreaterThanOrEqual(4.5);
    }
    for (const mark of ['successful', 'failed', 'blocked'] as const) {
      expect(contrast(palette[mark], palette.paper)).toBeGreaterThanOrEqual(3);
    }
  });
});
