import type { ArmRun } from '../../experiment/arm-run.ts';
import type { OrderLife } from '../../report/watch/view.ts';

/** Which order's life is shown: that of the last call, the last that was lost, or one by its number, from 1. */
export type OrderChoice =
  | { readonly kind: 'last call' }
  | { readonly kind: 'last lost' }
  | { readonly kind: 'number'; readonly order: number };

/** Null where there is no such order yet. */
export function lifeOf({ name, witness }: ArmRun, choice: OrderChoice | null): OrderLife | null {
  const order = choice === null ? 0 : numberOf(witness!, choice);
  return order === 0 ? null : { arm: name, order, happenings: witness!.diary!.lifeOf(order) };
}

function numberOf(witness: NonNullable<ArmRun['witness']>, choice: OrderChoice): number {
  switch (choice.kind) {
    case 'last call':
      return witness.lastCallOf;
    case 'last lost':
      return witness.diary!.lastLost;
    case 'number':
      return choice.order;
  }
}
