import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { shippedNames } from '../../src/cli/shipped.ts';
import { compared, reseeded, shipped } from './runs.ts';

/**
 * The whole result of every shipped scenario, to the last byte, as a hash. A change that is not meant to
 * change results changes none of these; one that is writes them anew, with `vitest -u`.
 */
const VARIANTS = [[], ['orderService.instances=5']];

/** A graph has no OrderService to multiply. */
const variantsOf = (name: string): readonly (readonly string[])[] =>
  shipped(name).services === undefined ? VARIANTS : [[]];

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

it('are what they were', async () => {
  const lines = shippedNames().flatMap((name) =>
    variantsOf(name).map((settings) => {
      const scenario = shipped(name, settings);
      const hashes = [scenario.seed, 7].map((seed) => hashOf(compared(reseeded(scenario, seed))));
      return [name, ...settings, ...hashes].join(' ');
    }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('results.txt');
}, 300_000);
