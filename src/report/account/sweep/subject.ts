import type { Study } from '../../../experiment/study/study.ts';
import { scaleOf } from '../../../experiment/study/sweep/axis.ts';
import type { SweepReading } from '../../../experiment/study/sweep/sweep-result.ts';
import type { SweptStudy } from '../../sweep/index.ts';

/** A sweep as its file holds it: a study that says besides what its grid came to. */
export type SweepDocument = Study & { readonly sweep: SweepReading };

export function sweptOf({ sweep, ...study }: SweepDocument): SweptStudy {
  const { scenario, seeds, plan, partial } = study;
  // The first cell's own settings are no part of what all cells share.
  const overrides = plan.overrides.map(({ option }) => option);
  return {
    study,
    scenario: { ...scenario, overrides },
    seeds,
    sweep,
    partial: partial !== undefined,
  };
}

/** As its file holds it. */
export function documentOf({ study, sweep }: SweptStudy): SweepDocument {
  return { ...study, sweep };
}

/** Where a value stands among those of an axis, between two of them as far as it is; null where it is none of their kind. */
export function placeOn(
  { path, values }: SweepReading['axes'][number],
  value: string,
): number | null {
  const numbers = scaleOf({ path, values: [...values, value] })?.numbers;
  const wanted = numbers?.at(-1);
  if (numbers === undefined || wanted === undefined) return null;
  for (let place = 0; place + 1 < values.length; place++) {
    const [from, to] = [numbers[place]!, numbers[place + 1]!];
    const share = (wanted - from) / (to - from);
    if (share >= 0 && share <= 1) return place + share;
  }
  return null;
}
