import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { toGrid } from '../../kernel/grid.ts';
import type { Observation } from './observation.ts';

/**
 * Observations on their way into the books, in order of time. They come from several processes, a little out
 * of order; one that comes after the books have passed its instant happens at the present one.
 */
export class Feed {
  /** How many came too late for their instant. */
  late = 0;
  /** Whether the end of the run is among them: the books may not have come to it. */
  isOver = false;
  private readonly waiting: Observation[] = [];
  private agenda: Agenda | undefined;
  private source = 0;

  /** From now on `act` is told of each, once the agenda comes to it. */
  attach(agenda: Agenda, act: (observation: Observation) => void): void {
    this.agenda = agenda;
    this.source = agenda.addSource(EVENT_KIND.answer, () => {
      const next = this.waiting.shift()!;
      this.show();
      act(next);
    });
    this.show();
  }

  push(observation: Observation): void {
    this.isOver ||= observation.what === 'over';
    const { waiting } = this;
    let place = waiting.length;
    while (place > 0 && waiting[place - 1]!.atMs > observation.atMs) place--;
    waiting.splice(place, 0, observation);
    if (place === 0) this.show();
  }

  private show(): void {
    const { agenda, waiting, source } = this;
    if (agenda === undefined) return;
    const [next] = waiting;
    const instant = next === undefined ? Number.POSITIVE_INFINITY : toGrid(next.atMs);
    if (instant < agenda.now) this.late++;
    agenda.show(source, Math.max(instant, agenda.now), agenda.nextRank());
  }
}
