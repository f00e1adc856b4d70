import type { ArmResult, Tick } from '../../experiment/result.ts';
import { longest } from '../chart/series.ts';

/** The tick that is worth a look first. */
export interface WorstTick {
  readonly index: number;
  /** What sets it apart, in words. */
  readonly why: string;
}

/** In which the arms together lost most orders; where none lost any, in which they had most requests in hand. */
export function worstTick(arms: readonly ArmResult[]): WorstTick {
  const all = Array.from({ length: longest(arms) }, (_, index) => {
    const ticks = arms.flatMap(({ ticks: own = [] }) => own[index] ?? []);
    return { index, lost: sum(ticks, lostIn), inHand: sum(ticks, inHandAt) };
  });
  const { index, lost } = all.reduce((worst, one) =>
    one.lost > worst.lost || (one.lost === worst.lost && one.inHand > worst.inHand) ? one : worst,
  );
  return { index, why: lost > 0 ? 'the tick in which most was lost' : 'the busiest tick' };
}

function lostIn({ orders: { failed, blocked, rejected } }: Tick): number {
  return failed + blocked + rejected;
}

function inHandAt({ services = {} }: Tick): number {
  return Object.values(services).reduce((all, { busy, queued }) => all + busy + queued, 0);
}

function sum(ticks: readonly Tick[], of: (tick: Tick) => number): number {
  return ticks.reduce((all, tick) => all + of(tick), 0);
}
