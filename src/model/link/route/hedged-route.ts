import { EVENT_KIND } from '../../../kernel/agenda.ts';
import { DelayLine } from '../../../kernel/delay-line.ts';
import { widened } from '../../../kernel/slot-pool.ts';
import type { Outcome } from '../../outcome.ts';
import { Route, type RouteParts } from './route.ts';
import { TRIES_ANOTHER_WAY } from './tries-another-way.ts';

/**
 * The first way, and where its answer does not come soon the next beside it: the first answer counts, and the
 * other calls are given up. After Dean and Barroso, The Tail at Scale (2013).
 */
export class HedgedRoute extends Route {
  private readonly patience: DelayLine;
  /** A bit for each way whose call is in flight. */
  private inFlight = new Int32Array(0);
  private isPatient = new Uint8Array(0);

  constructor(parts: RouteParts, afterMs: number) {
    super(parts);
    this.patience = new DelayLine(parts.run.agenda, EVENT_KIND.retry, afterMs, (slot) => {
      this.isPatient[slot] = 0;
      this.start(slot, this.at[slot]! + 1);
    });
    parts.requests.pool.attach(this.patience);
  }

  begin(slot: number): void {
    this.inFlight[slot] = 0;
    this.isPatient[slot] = 0;
    this.start(slot, 0);
  }

  override cancel(slot: number): void {
    this.stop(slot);
  }

  override resize(capacity: number): void {
    super.resize(capacity);
    this.inFlight = widened(this.inFlight, capacity);
    this.isPatient = widened(this.isPatient, capacity);
  }

  protected ended(place: number, slot: number, outcome: Outcome): void {
    this.inFlight[slot] = this.inFlight[slot]! & ~(1 << place);
    if (TRIES_ANOTHER_WAY[outcome] === 1) {
      const others = this.inFlight[slot] !== 0;
      const next = this.at[slot]! + 1;
      if (others || next < this.ways.length) this.run.blocks.tookOver(this.requests, slot, outcome);
      if (others) return;
      if (next < this.ways.length) {
        this.calm(slot);
        this.start(slot, next);
        return;
      }
    }
    this.stop(slot);
    this.outer.end(slot, outcome);
  }

  private start(slot: number, place: number): void {
    this.at[slot] = place;
    this.inFlight[slot] = this.inFlight[slot]! | (1 << place);
    if (place + 1 < this.ways.length) {
      this.isPatient[slot] = 1;
      this.patience.start(slot);
    }
    this.ways[place]!.begin(slot);
  }

  private calm(slot: number): void {
    if (this.isPatient[slot] === 0) return;
    this.isPatient[slot] = 0;
    this.patience.cancel(slot);
  }

  private stop(slot: number): void {
    this.calm(slot);
    const inFlight = this.inFlight[slot]!;
    this.inFlight[slot] = 0;
    this.ways.forEach((way, place) => {
      if ((inFlight & (1 << place)) !== 0) way.cancel(slot);
    });
  }
}
