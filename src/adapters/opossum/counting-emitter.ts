import { Emitter } from '../emitter.ts';
import { type OpossumEvents, TIMED } from './events.ts';
import { bucketMsOf, type DecodedOptions } from './options.ts';
import { type Counted, Status } from './status.ts';

/** Tells of events, and counts them. */
export class CountingEmitter extends Emitter<OpossumEvents> {
  readonly status: Status;

  /** `now` is in ms since the breaker was made. */
  constructor(options: DecodedOptions, now: () => number) {
    super();
    this.status = new Status({
      buckets: options.rollingCountBuckets,
      bucketMs: bucketMsOf(options),
      keepsLatencies: options.rollingPercentilesEnabled,
      now,
    });
  }

  protected tell<Name extends keyof OpossumEvents>(
    counted: Counted,
    event: Name,
    ...details: OpossumEvents[Name]
  ): void {
    this.status.count(counted, TIMED.has(event) ? (details[1] as number) : undefined);
    this.emit(event, ...details);
  }

  protected looked(place: 'cache' | 'coalesceCache', hit: boolean): void {
    if (hit) this.tell(`${place}Hits`, `${place}Hit`);
    else this.tell(`${place}Misses`, `${place}Miss`);
  }
}
