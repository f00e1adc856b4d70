import type { Agenda, EventKind } from './agenda.ts';
import { Tournament } from './tournament.ts';

/**
 * Many alarms that are one source of the agenda, so that its other sources play no more games for them: a
 * tournament within the tournament.
 */
export class Alarms extends Tournament {
  private readonly agenda: Agenda;
  private readonly source: number;

  /** `fire(alarm)` is called when it is due, and must set it anew or to Infinity. */
  constructor(agenda: Agenda, kind: EventKind, count: number, fire: (alarm: number) => void) {
    super();
    this.agenda = agenda;
    for (let alarm = 0; alarm < count; alarm++) this.enter(kind);
    this.source = agenda.addSource(kind, () => fire(this.winners[1]!));
  }

  /** The alarm goes off at `instant`, in ms; Infinity: not at all. */
  set(alarm: number, instant: number): void {
    this.show(alarm, instant, this.agenda.nextRank());
    this.agenda.show(this.source, this.nextMs, this.firstRank);
  }
}
