import { EVENT_KIND } from '../../kernel/agenda.ts';
import { toGrid } from '../../kernel/grid.ts';
import type { Run } from '../run.ts';
import type { PaymentService } from './payment-service.ts';

/**
 * Asks the PaymentService how it is, outside any order: what a health check does. A ping is light work. It
 * takes no capacity and does not queue, fails and takes its time as a payment would, and is refused where a
 * payment would be. At most one is in flight; another in its place makes its answer unheard.
 */
export class Pinger {
  private readonly run: Run;
  private readonly service: PaymentService;
  private readonly instance: number;
  private readonly answers: number;
  private sent = 0;
  private good = false;

  constructor(
    run: Run,
    service: PaymentService,
    instance: number,
    onAnswer: (good: boolean) => void,
  ) {
    this.run = run;
    this.service = service;
    this.instance = instance;
    this.answers = run.agenda.addSource(EVENT_KIND.answer, () => {
      run.agenda.show(this.answers, Number.POSITIVE_INFINITY, 0);
      onAnswer(this.good);
    });
  }

  send(): void {
    const { agenda, luck } = this.run;
    const { conditions, meter } = this.service;
    conditions.follow();
    const stream = luck.pings.at(this.instance, ++this.sent);
    const { network, latency } = conditions;
    const isFull = meter.busy >= conditions.capacity && meter.queued >= conditions.queue;
    const isRefused = conditions.outage === 'refuse' || isFull;
    this.good = !isRefused && !stream.chance(conditions.failureRate);
    const wayMs = () =>
      network === null ? 0 : network.distribution.sample(stream) * network.factor;
    const workMs = isRefused ? 0 : latency.distribution.sample(stream) * latency.factor;
    const answeredAt = agenda.now + toGrid(wayMs() + workMs + wayMs());
    const hangs = conditions.outage === 'hang';
    agenda.show(this.answers, hangs ? Number.POSITIVE_INFINITY : answeredAt, agenda.nextRank());
  }
}
