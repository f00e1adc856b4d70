import { seedsText, sizeOf } from '../../experiment/study/seed-set.ts';
import type { Study } from '../../experiment/study/study.ts';
import { count } from '../figures.ts';
import { lengthWords } from '../provenance.ts';

/** What was studied, in the parts that a line tells it in. */
export function headingParts({ scenario, cells }: Study): string[] {
  const { name, version, overrides = [] } = scenario;
  const { seeds } = cells[0]!;
  const replications = sizeOf(seeds);
  return [
    ...(version === undefined ? [] : [`blackfriday ${version}`]),
    name,
    ...overrides,
    `${count(replications)} ${replications === 1 ? 'seed' : 'seeds'}: ${seedsText(seeds)}`,
    lengthWords(scenario),
  ];
}

/** What a study says of itself where it is not whole, or not as precise as it was to be; nothing else. */
export function caveats({ partial, shard, until, cells }: Study): string[] {
  const seen = cells.reduce((sum, { seeds }) => sum + sizeOf(seeds), 0);
  return [
    ...(partial === undefined
      ? []
      : [`Interrupted: all this is known of ${count(seen)} replications only.`]),
    ...(shard === undefined ? [] : [`This is part ${shard.index} of ${shard.of}.`]),
    ...(until?.reached === false
      ? ['It is not as precise as it was to be: --max-seeds allows no more.']
      : []),
  ];
}

/** How the table is to be read. */
export function legend({ level, cells }: Study): string {
  const arms = Math.max(...cells.map((cell) => cell.arms.length));
  const base = '± is the half of a 95 % interval over the seeds';
  if (arms < 2) return `${base}.`;
  const all =
    arms * cells.length > 2
      ? `; differences hold all at once (Šidák: each at ${(100 * level).toFixed(2)} %)`
      : '';
  return `${base}; a difference is that to the first arm, seed by seed; ~ is one that the seeds cannot tell from none${all}.`;
}
