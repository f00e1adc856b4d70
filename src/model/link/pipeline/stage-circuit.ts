import type { Alarms } from '../../../kernel/alarms.ts';
import type { RandomStream } from '../../../kernel/random-stream.ts';
import { Breaker } from '../../../resilience/breaker/breaker.ts';
import type { BreakerSettings } from '../../../resilience/breaker/settings.ts';
import type { BreakerListener, BreakerTransition } from '../../../resilience/breaker/state.ts';
import type { Luck } from '../../../resilience/luck.ts';
import type { BreakerWatch } from '../../books/breaker-watch.ts';
import type { NamedBreaker, Witness } from '../../books/witness.ts';
import type { Pinger } from '../../service/pinger.ts';

/** What all circuits of a breaker have in common. */
interface Site {
  readonly watch: BreakerWatch;
  readonly pipeline: string;
  readonly alarms: Alarms;
  readonly pinger: Pinger;
  readonly luck: RandomStream;
  readonly witness: Witness | undefined;
}

/** One circuit of a breaker: its machine, and its own luck. A fleet has thousands, so it is one small object. */
export class StageCircuit implements NamedBreaker, BreakerListener, Luck {
  readonly cell: number;
  readonly breaker: Breaker;
  private readonly site: Site;
  private drawn = 0;

  constructor(site: Site, cell: number, settings: BreakerSettings) {
    this.site = site;
    this.cell = cell;
    this.breaker = new Breaker(settings, this, this);
  }

  get watch(): BreakerWatch {
    return this.site.watch;
  }

  get pipeline(): string {
    return this.site.pipeline;
  }

  next(): number {
    return this.site.luck.at(this.cell, this.drawn++).next();
  }

  onTransition(transition: BreakerTransition): void {
    this.site.witness?.changed(this, transition);
    this.site.watch.changed(this.cell, transition);
  }

  onWake(atMs: number): void {
    this.site.alarms.set(this.cell, atMs);
  }

  onPing(permit: number): void {
    this.site.pinger.send(this.cell, permit);
  }
}
