import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { TimingWheel } from '../../kernel/timing-wheel.ts';
import type { Luck } from '../luck.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Requests } from '../requests.ts';
import type { Conditions } from './conditions.ts';

/** The work of a service: how it ends and how long it takes, drawn for each call of each order. */
export class Work {
  private readonly luck: Luck;
  private readonly requests: Requests;
  private readonly timers: TimingWheel;

  /** `finish` is told of a request whose work is done. */
  constructor(agenda: Agenda, luck: Luck, requests: Requests, finish: (slot: number) => void) {
    this.luck = luck;
    this.requests = requests;
    this.timers = new TimingWheel(agenda, EVENT_KIND.answer, finish);
    requests.pool.attach(this.timers);
  }

  /** Begins under these conditions, beside so many others at the instance; returns how it will end. */
  start(slot: number, conditions: Conditions, busy: number): Outcome {
    const number = this.requests.numberOf(slot);
    const call = this.requests.callOf(slot);
    const outcome = this.drawOutcome(conditions, number, call);
    const ownMs = this.drawDuration(conditions, outcome, number, call);
    this.timers.start(slot, ownMs + conditions.slowdownMs * busy);
    return outcome;
  }

  cancel(slot: number): void {
    this.timers.cancel(slot);
  }

  private drawOutcome(
    { failureRate, declineRate }: Conditions,
    number: number,
    call: number,
  ): Outcome {
    const { failures, declines } = this.luck;
    if (failureRate > 0 && failures.at(number, call).chance(failureRate)) return OUTCOME.failed;
    if (declineRate > 0 && declines.at(number, call).chance(declineRate)) return OUTCOME.declined;
    return OUTCOME.successful;
  }

  /** In ms, without the congestion that it meets. */
  private drawDuration(
    { latency, errorLatency }: Conditions,
    outcome: Outcome,
    number: number,
    call: number,
  ): number {
    const stream = this.luck.latency.at(number, call);
    return outcome === OUTCOME.failed && errorLatency !== undefined
      ? errorLatency.sample(stream)
      : latency!.distribution.sample(stream) * latency!.factor;
  }
}
