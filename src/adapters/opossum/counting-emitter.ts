import type { CancelTimer, Clock } from '../../resilience/clock.ts';
import { Emitter } from '../emitter.ts';
import { type OpossumEvents, TIMED } from './events.ts';
import { every } from './every.ts';
import { bucketMsOf, type DecodedOptions } from './options.ts';
import { type Counted, Status } from './status.ts';

/** Tells of events, and counts them. */
export class CountingEmitter extends Emitter<OpossumEvents> {
  readonly status: Status;
  protected readonly stopSnapshots: CancelTimer;

  /** The clock tells ms since the breaker was made. */
  constructor(options: DecodedOptions, clock: Clock) {
    super();
    const bucketMs = bucketMsOf(options);
    const status = new Status({
      buckets: options.rollingCountBuckets,
      bucketMs,
      keepsLatencies: options.rollingPercentilesEnabled,
      now: () => clock.now(),
      before: options.stats,
    });
    this.status = status;
    const snap = (): void => {
      if (status.listenerCount('snapshot') > 0) status.emit('snapshot', status.stats);
    };
    this.stopSnapshots = options.enableSnapshots ? every(clock, bucketMs, snap) : () => {};
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
