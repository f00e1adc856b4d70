import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { Alarms } from '../../kernel/alarms.ts';
import { toGrid } from '../../kernel/grid.ts';
import type { Luck } from '../luck.ts';
import type { Service } from './service.ts';

/** The end of the link that the askers stand at: the service behind it, and whether there is a way. */
interface Asking {
  readonly target: Service;
  readonly outage: 'refuse' | 'hang' | null;
}

/**
 * Asks a service how it is, outside any order: what a health check does. A ping is light work. It takes no
 * place and does not queue, fails and takes its time as a request would, and is refused where a request
 * would be. Of each who asks at most one is in flight; another in its place makes its answer unheard.
 */
export class Pinger {
  private readonly agenda: Agenda;
  private readonly luck: Luck;
  private readonly desk: Asking;
  private readonly answers: Alarms;
  private readonly sent: Float64Array;
  private readonly good: Uint8Array;

  /** `askers` are numbered from 0. */
  constructor(
    agenda: Agenda,
    luck: Luck,
    desk: Asking,
    askers: number,
    onAnswer: (asker: number, good: boolean) => void,
  ) {
    this.agenda = agenda;
    this.luck = luck;
    this.desk = desk;
    this.sent = new Float64Array(askers);
    this.good = new Uint8Array(askers);
    this.answers = new Alarms(agenda, EVENT_KIND.answer, askers, (asker) => {
      this.answers.set(asker, Number.POSITIVE_INFINITY);
      onAnswer(asker, this.good[asker] === 1);
    });
  }

  send(asker: number): void {
    const { zones, places } = this.desk.target;
    const conditions = zones.ofInstance[asker % places.instances]!;
    conditions.follow();
    const sent = this.sent[asker]! + 1;
    this.sent[asker] = sent;
    const stream = this.luck.pings.at(asker, sent);
    const { network, latency } = conditions;
    const outage = this.desk.outage ?? conditions.outage;
    const hangs = outage === 'hang';
    const isRefused = (outage !== null && !hangs) || places.isFull;
    this.good[asker] = !isRefused && !stream.chance(conditions.failureRate) ? 1 : 0;
    const workMs =
      isRefused || latency === null ? 0 : latency.distribution.sample(stream) * latency.factor;
    const wayMs = () =>
      network === null ? 0 : network.distribution.sample(stream) * network.factor;
    const answeredAt = this.agenda.now + toGrid(wayMs() + workMs + wayMs());
    this.answers.set(asker, hangs ? Number.POSITIVE_INFINITY : answeredAt);
  }
}
