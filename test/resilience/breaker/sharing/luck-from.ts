import seedrandom from 'seedrandom';

export function luckFrom(seed: number) {
  const draw = seedrandom(String(seed));
  return { next: () => draw() };
}
