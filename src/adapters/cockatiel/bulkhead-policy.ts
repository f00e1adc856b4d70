import { Bulkhead } from '../../resilience/bulkhead/bulkhead.ts';
import { NEVER } from '../../resilience/guard.ts';
import type { Context, Policy } from './contract.ts';
import { BulkheadRejectedError, TaskCancelledError } from './errors.ts';
import { EventEmitter } from './event.ts';
import { Executor } from './executor.ts';

/** Lets so many functions run at once, and so many wait. */
export class BulkheadPolicy implements Policy {
  declare readonly _altReturn: never;
  private readonly rejections = new EventEmitter<void>();
  readonly onReject = this.rejections.addListener;
  /** Never told, as in cockatiel 3.2. */
  readonly onSuccess: Executor['onSuccess'];
  /** Never told, as in cockatiel 3.2. */
  readonly onFailure: Executor['onFailure'];
  private readonly capacity: number;
  private readonly queueCapacity: number;
  private readonly places: Bulkhead;
  private readonly line: (() => void)[] = [];

  constructor(capacity: number, queueCapacity: number) {
    this.capacity = capacity;
    this.queueCapacity = queueCapacity;
    this.places = new Bulkhead({ calls: capacity, queue: queueCapacity });
    ({ onSuccess: this.onSuccess, onFailure: this.onFailure } = new Executor());
  }

  get executionSlots(): number {
    return this.capacity - this.places.inProgress;
  }

  get queueSlots(): number {
    return this.queueCapacity - this.places.waiting;
  }

  /** Who goes away while waiting is told so when it is his turn. */
  async execute<Result>(
    fn: (context: Context) => PromiseLike<Result> | Result,
    signal: AbortSignal = NEVER,
  ): Promise<Result> {
    if (signal.aborted) throw new TaskCancelledError();
    const admission = this.places.ask();
    if (admission === 'reject') {
      this.rejections.emit();
      throw new BulkheadRejectedError(this.capacity, this.queueCapacity);
    }
    if (admission === 'wait') await new Promise<void>((proceed) => this.line.push(proceed));
    try {
      if (signal.aborted) throw new TaskCancelledError();
      return await fn({ signal });
    } finally {
      if (this.places.leave()) this.line.shift()!();
    }
  }
}
