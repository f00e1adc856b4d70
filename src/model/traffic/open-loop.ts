import * as v from 'valibot';
import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { toGrid } from '../../kernel/grid.ts';
import { duration, rate } from '../../kernel/quantities.ts';
import { type SettingsOf, settings } from '../../kernel/settings.ts';
import type { Run } from '../run.ts';
import { amount } from './amounts.ts';
import { classes } from './classes.ts';
import { to } from './destination.ts';
import { regions } from './regions.ts';
import type { OrderSource, Place } from './traffic-kind.ts';

/** A ramp of the arrival rate: linear from the rate before to `target`, over `duration`; 0s is a step. */
const stage = settings({ duration, target: rate });

/** The settings of arrivals that follow a rate. */
export const ratedEntries = {
  to,
  classes,
  regions,
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

export type Rated = SettingsOf<typeof ratedEntries>;

/** The orders of an open loop, one after the other: they come whatever the service does. */
export interface Arrivals {
  /** The instant of order `number` in ms; Infinity when there is none. Numbers are asked for in turn. */
  instantOf(number: number): number;
  amountCentsOf(number: number): number;
}

class OpenLoop implements OrderSource {
  private readonly agenda: Agenda;
  private readonly arrivals: Arrivals;
  private readonly place: Place;
  private readonly source: number;
  /** The order that arrives next. */
  private number = 0;

  constructor(agenda: Agenda, arrivals: Arrivals, place: Place) {
    this.agenda = agenda;
    this.arrivals = arrivals;
    this.place = place;
    this.source = agenda.addSource(EVENT_KIND.arrival, () => this.arrive());
    this.showNext();
  }

  /** It makes no difference to those that come. */
  orderEnded(): void {}

  private arrive(): void {
    const arriving = this.number++;
    this.showNext();
    this.place(arriving, this.arrivals.amountCentsOf(arriving));
  }

  private showNext(): void {
    const { agenda, arrivals } = this;
    agenda.show(this.source, toGrid(arrivals.instantOf(this.number)), agenda.nextRank());
  }
}

export function openLoop(
  { agenda }: Pick<Run, 'agenda'>,
  arrivals: Arrivals,
  place: Place,
): OrderSource {
  return new OpenLoop(agenda, arrivals, place);
}
