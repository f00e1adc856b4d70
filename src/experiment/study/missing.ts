import { missingOf, type StudyState } from './read-study.ts';
import { type SeedRange, without } from './seed-set.ts';
import { type Shard, tasksOf } from './shard.ts';

/** What would complete a study: shards of it, or where there are none, seeds. */
export type Missing =
  | { readonly kind: 'shard'; readonly seeds: SeedRange; readonly shard: Shard }
  | { readonly kind: 'seeds'; readonly seeds: SeedRange };

/** `of`: into how many shards it was cut; null where the parts were cut otherwise. */
export function missingParts(state: StudyState, of: number | null): Missing[] {
  const { plan, seeds, findings } = state;
  const missing = missingOf(state);
  const [range] = seeds;
  if (missing.length === 0 || range === undefined) return [];
  if (of === null || seeds.length > 1) {
    return missing.flatMap((task) => task.seeds.map((own) => ({ kind: 'seeds', seeds: own })));
  }
  return Array.from({ length: of }, (_, i): Shard => ({ index: i + 1, of }))
    .filter((shard) =>
      tasksOf(plan.cells.length, seeds, shard).some(
        (task) => without(task.seeds, findings[task.cell]!.seeds).length > 0,
      ),
    )
    .map((shard) => ({ kind: 'shard', seeds: range, shard }));
}
