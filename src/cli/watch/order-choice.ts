import type { ArmRun } from '../../experiment/arm-run.ts';
import type { OrderLife } from '../../report/watch/view.ts';

/** Which order's life is shown: that of the last call, the `count`th that was lost, or one by its number, from 1. */
export type OrderChoice =
  | { readonly kind: 'last call' }
  | { readonly kind: 'lost'; readonly count: number }
  | { readonly kind: 'number'; readonly order: number };

/** Null where there is no such order yet. */
export function lifeOf(arm: ArmRun, choice: OrderChoice | null): OrderLife | null {
  const { name, witness } = arm;
  const order = choice === null ? 0 : numberOf(arm, choice);
  return order === 0 ? null : { arm: name, order, happenings: witness!.diary!.lifeOf(order) };
}

function numberOf({ witness, ordersLost }: ArmRun, choice: OrderChoice): number {
  switch (choice.kind) {
    case 'last call':
      return witness!.lastCallOf;
    case 'lost':
      return ordersLost < choice.count ? 0 : witness!.diary!.lastLost;
    case 'number':
      return choice.order;
  }
}
