import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { Alarms } from '../../kernel/alarms.ts';
import { toGrid } from '../../kernel/grid.ts';
import type { Service } from './service.ts';

/** The end of the link that the askers stand at: the service behind it, and whether there is a way. */
interface Asking {
  readonly run: { readonly agenda: Agenda };
  readonly target: Service;
  readonly outage: 'refuse' | 'hang' | null;
}

/** Of each who asks: pings so far, and of the one in flight the permit, the answer and when it comes. */
interface Sent {
  readonly counts: Float64Array;
  readonly permits: Float64Array;
  readonly good: Uint8Array;
  readonly answers: Alarms;
}

/**
 * Asks a service how it is, outside any order: what a health check does. A ping is light work. It takes no
 * place and does not queue, fails and takes its time as a request would, and is refused where a request
 * would be. Of each who asks at most one is in flight; another in its place makes its answer unheard.
 */
export class Pinger {
  private readonly desk: Asking;
  private readonly askers: number;
  private readonly onAnswer: (asker: number, permit: number, good: boolean) => void;
  /** Made by the first ping, as few breakers send any. */
  private sent: Sent | undefined;

  /** `askers` are numbered from 0. */
  constructor(
    desk: Asking,
    askers: number,
    onAnswer: (asker: number, permit: number, good: boolean) => void,
  ) {
    this.desk = desk;
    this.askers = askers;
    this.onAnswer = onAnswer;
  }

  send(asker: number, permit: number): void {
    this.sent ??= this.prepare();
    const { counts, permits, good, answers } = this.sent;
    const { run, target, outage: outageOfWay } = this.desk;
    const { zones, places, luck } = target;
    const conditions = zones.ofInstance[asker % places.instances]!;
    conditions.follow();
    const count = counts[asker]! + 1;
    counts[asker] = count;
    permits[asker] = permit;
    const stream = luck.pings.at(asker, count);
    const { network, latency } = conditions;
    const outage = outageOfWay ?? conditions.outage;
    const hangs = outage === 'hang';
    const isRefused = (outage !== null && !hangs) || places.isFull;
    good[asker] = !isRefused && !stream.chance(conditions.failureRate) ? 1 : 0;
    const workMs =
      isRefused || latency === null ? 0 : latency.distribution.sample(stream) * latency.factor;
    const wayMs = () =>
      network === null ? 0 : network.distribution.sample(stream) * network.factor;
    const answeredAt = run.agenda.now + toGrid(wayMs() + workMs + wayMs());
    answers.set(asker, hangs ? Number.POSITIVE_INFINITY : answeredAt);
  }

  private prepare(): Sent {
    const { askers } = this;
    const permits = new Float64Array(askers);
    const good = new Uint8Array(askers);
    const answers = new Alarms(this.desk.run.agenda, EVENT_KIND.answer, askers, (asker) => {
      answers.set(asker, Number.POSITIVE_INFINITY);
      this.onAnswer(asker, permits[asker]!, good[asker] === 1);
    });
    return { counts: new Float64Array(askers), permits, good, answers };
  }
}
