import { SlotPool } from '../../../kernel/slot-pool.ts';
import type { CancelTimer, Clock } from '../../clock.ts';
import type { ServiceFailure } from '../../failure.ts';
import { whenAborted } from '../../guard.ts';
import type { Luck } from '../../luck.ts';
import type { Breaker } from '../breaker.ts';
import type { BreakerSettings } from '../settings.ts';
import { type BreakerTransition, NEVER } from '../state.ts';
import { Exchange } from './exchange.ts';
import { KeptCircuit } from './kept-circuit.ts';
import type { SharedState } from './shared-state.ts';
import { ANSWER, type Fleet, type SharingListener } from './sharing.ts';
import { Store } from './store.ts';

interface Tools {
  readonly clock: Clock;
  readonly random: Luck;
  readonly onTransition: (transition: BreakerTransition) => void;
}

/** Draws to the name of a participant: nobody else shall have it. */
const NAME_DRAWS = 3;

/**
 * The machine of the simulator's `sharing: store` in a running service: of a fleet of one, for the other
 * members are other processes, and told the real time.
 */
export class ClockedStore {
  private readonly clock: Clock;
  private readonly pool = new SlotPool();
  private readonly store: Store;
  private readonly kept: KeptCircuit;
  private readonly waiting = new Map<number, (isAllowed: boolean) => void>();
  private readonly timers = new Map<number, CancelTimer>();

  constructor(
    breaker: BreakerSettings,
    state: SharedState,
    { clock, random, onTransition }: Tools,
  ) {
    this.clock = clock;
    const fleet: Fleet = {
      members: 1,
      circuits: 1,
      breaker,
      luckOf: () => random,
      talkLuck: () => random,
    };
    const who = Array.from({ length: NAME_DRAWS }, () => random.next().toString(36).slice(2)).join(
      '',
    );
    const { store, key, patience, refresh, lease, votes } = state;
    const terms = { who, quorum: votes, leaseMs: lease, refreshMs: refresh, clock };
    const exchange = new Exchange(store, key, patience, clock);
    const listener: SharingListener = {
      onDecision: (slot, isAllowed) => this.decide(slot, isAllowed),
      onTransition: (_, transition) => onTransition(transition),
      onPing: () => {},
      onWake: (alarm, atMs) => this.wakeAt(alarm, atMs),
    };
    let made: KeptCircuit | undefined;
    this.store = new Store(state, fleet, listener, (_, heard) => {
      made = new KeptCircuit(fleet, exchange, terms, heard);
      return made;
    });
    this.kept = made!;
    this.pool.attach(this.store);
  }

  /** Whether the store did not answer when it was asked last. */
  get isAway(): boolean {
    return this.kept.isAway;
  }

  /** The circuit as this process knows it, brought up to the present instant. */
  truth(): Breaker {
    const [truth] = this.kept.truths;
    truth!.poll(this.clock.now());
    return truth!;
  }

  /** The slot of a call that may be made, or undefined. Rejects with the caller's reason once it aborts. */
  async enter(signal: AbortSignal): Promise<number | undefined> {
    const slot = this.pool.allocate();
    let isAllowed: boolean;
    try {
      isAllowed = await this.leave(slot, signal);
    } catch (reason) {
      this.pool.release(slot);
      throw reason;
    }
    if (isAllowed) return slot;
    this.pool.release(slot);
    return undefined;
  }

  succeed(slot: number, durationMs: number): void {
    this.store.succeed(slot, this.clock.now(), durationMs);
    this.pool.release(slot);
  }

  fail(slot: number, durationMs: number, kind: ServiceFailure): void {
    this.store.fail(slot, this.clock.now(), durationMs, kind);
    this.pool.release(slot);
  }

  ignore(slot: number): void {
    this.store.ignore(slot, this.clock.now());
    this.pool.release(slot);
  }

  private leave(slot: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const stopListening = whenAborted(signal, () => {
        this.waiting.delete(slot);
        this.store.ignore(slot, this.clock.now());
        reject(signal.reason as Error);
      });
      this.waiting.set(slot, (isAllowed) => {
        stopListening();
        resolve(isAllowed);
      });
      const answer = this.store.ask(slot, 0, 0, this.clock.now());
      if (answer !== ANSWER.waits) this.decide(slot, answer === ANSWER.allowed);
    });
  }

  private decide(slot: number, isAllowed: boolean): void {
    const resolve = this.waiting.get(slot);
    this.waiting.delete(slot);
    resolve?.(isAllowed);
  }

  private wakeAt(alarm: number, atMs: number): void {
    this.timers.get(alarm)?.();
    this.timers.delete(alarm);
    if (atMs === NEVER) return;
    const cancel = this.clock.setTimer(Math.max(0, atMs - this.clock.now()), () => {
      const now = this.clock.now();
      // A timer may go off before its time.
      if (now < atMs) this.wakeAt(alarm, atMs);
      else this.store.wake(alarm, now);
    });
    this.timers.set(alarm, cancel);
  }
}
