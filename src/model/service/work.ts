import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { TimingWheel } from '../../kernel/timing-wheel.ts';
import type { Luck } from '../luck.ts';
import type { Requests } from '../requests.ts';
import type { Conditions } from './conditions.ts';
import { drawOutcome, drawWorkMs } from './draws.ts';

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

  /** Begins under these conditions, beside so many others at the instance. */
  start(slot: number, conditions: Conditions, others: number): void {
    const { requests, luck } = this;
    const number = requests.numberOf(slot);
    const call = requests.callOf(slot);
    const outcome = drawOutcome(conditions, luck, number, call);
    const ownMs = drawWorkMs(conditions, luck, outcome, number, call);
    requests.work(slot, outcome);
    this.timers.start(slot, ownMs + conditions.slowdownMs * others);
  }

  cancel(slot: number): void {
    this.timers.cancel(slot);
  }
}
