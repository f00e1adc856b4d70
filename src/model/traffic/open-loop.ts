import * as v from 'valibot';
import { EVENT_KIND } from '../../kernel/agenda.ts';
import { toGrid } from '../../kernel/grid.ts';
import { duration, rate } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import type { Run } from '../run.ts';
import { amount } from './amounts.ts';
import { to } from './destination.ts';
import type { OrderSource, Place } from './traffic-kind.ts';

/** A ramp of the arrival rate: linear from the rate before to `target`, over `duration`; 0s is a step. */
const stage = settings({ duration, target: rate });

/** The settings of arrivals that follow a rate. */
export const ratedEntries = {
  to,
  startRate: rate,
  stages: v.optional(
    v.pipe(
      v.array(stage, 'a list of stages'),
      v.description(
        'Ramps of the rate, linear over `duration`; 0s is a step. After the last its target goes on',
      ),
    ),
    [],
  ),
  amount,
};

/** The orders of an open loop, one after the other: they come whatever the service does. */
export interface Arrivals {
  /** The instant of order `number` in ms; Infinity when there is none. Numbers are asked for in turn. */
  instantOf(number: number): number;
  amountCentsOf(number: number): number;
}

export function openLoop({ agenda }: Run, arrivals: Arrivals, place: Place): OrderSource {
  let number = 0;
  const source = agenda.addSource(EVENT_KIND.arrival, () => {
    const arriving = number++;
    showNext();
    place(arriving, arrivals.amountCentsOf(arriving));
  });
  const showNext = (): void =>
    agenda.show(source, toGrid(arrivals.instantOf(number)), agenda.nextRank());
  showNext();
  return { orderEnded: () => {} };
}
