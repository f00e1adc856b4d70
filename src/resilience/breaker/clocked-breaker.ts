import { Histogram } from '../../kernel/histogram.ts';
import { Announcer, type Listener, type OnListenerError } from '../announcer.ts';
import type { CancelTimer, Clock } from '../clock.ts';
import type { ServiceFailure } from '../failure.ts';
import type { Luck } from '../luck.ts';
import { steady } from '../steady-clock.ts';
import { retryAfterOf } from '../verdict.ts';
import { BLOCKED, Breaker, type Permit } from './breaker.ts';
import type { BreakerEvents, EventName } from './events.ts';
import type { BreakerSettings } from './settings.ts';
import { type BreakerTransition, NEVER } from './state.ts';

/** Calls that are all timed; of those after them, every 16th. */
const TIMED_CALLS = 1_024;
const SAMPLE_MASK = 15;

/** The events that tell how long a call took. */
const TIMED_EVENTS = ['success', 'failure', 'ignored'] as const;

/** The instant of a call's start that nobody took. */
const UNTIMED = Number.NaN;

interface Tools {
  readonly clock: Clock;
  readonly random: Luck;
  readonly onListenerError: OnListenerError | undefined;
  readonly onPing: (permit: Permit) => void;
}

/**
 * A breaker in a running service: it is told the time, woken when time changes something, and what happens is
 * passed on. Listeners hear of a call's outcome first and of the change that it brought afterwards.
 */
export class ClockedBreaker {
  readonly breaker: Breaker;
  readonly announcer: Announcer<BreakerEvents>;
  readonly latency = new Histogram();
  /** What the service failed with last. */
  lastError: unknown = undefined;
  private readonly clock: Clock;
  /** The last instant that anybody asked for. */
  private lastNow = 0;
  private readonly untold: BreakerTransition[] = [];
  private isTelling = false;
  /** Whether anybody wants to know how long calls take. */
  private wantsDurations = false;
  private cancelTimer: CancelTimer | undefined;
  /** Those who wait for a probe, first come first. */
  private readonly line: (() => void)[] = [];
  private isMovingOn = false;

  constructor(settings: BreakerSettings, { clock, random, onListenerError, onPing }: Tools) {
    this.clock = steady(clock);
    this.announcer = new Announcer(onListenerError);
    this.breaker = new Breaker(settings, random, {
      onTransition: (transition) => this.untold.push(transition),
      onWake: (atMs) => this.wakeAt(atMs),
      onPing,
    });
    this.breaker.begin(this.now());
  }

  /** Returns how to stop listening. */
  on<Name extends EventName>(name: Name, listener: Listener<BreakerEvents[Name]>): () => void {
    const { announcer } = this;
    const look = (): void => {
      this.wantsDurations = TIMED_EVENTS.some((event) => announcer.has(event));
    };
    const stop = announcer.on(name, listener);
    look();
    return () => {
      stop();
      look();
    };
  }

  now(): number {
    this.lastNow = this.clock.now();
    return this.lastNow;
  }

  /** Lets `act` happen at the present instant, the breaker brought up to it, and tells what came of it. */
  at<Result>(act: (breaker: Breaker, now: number) => Result): Result {
    const now = this.now();
    this.breaker.poll(now);
    const result = act(this.breaker, now);
    this.tell();
    return result;
  }

  /** The start of a call. Reading a clock costs several times the rest, so it is done where it is needed. */
  start(): number {
    const { breaker } = this;
    const { calls } = breaker.counts;
    const isTimed =
      calls < TIMED_CALLS ||
      (calls & SAMPLE_MASK) === 0 ||
      breaker.needsTime ||
      this.wantsDurations;
    return isTimed ? this.now() : UNTIMED;
  }

  /** Whether a call that comes now has to wait for a probe. */
  mustWait(): boolean {
    return this.breaker.mustWait(this.now());
  }

  /** Calls `proceed` when it is its turn; returns how to leave the line. */
  wait(proceed: () => void): () => void {
    this.line.push(proceed);
    return () => {
      const place = this.line.indexOf(proceed);
      if (place >= 0) this.line.splice(place, 1);
    };
  }

  /** A permit for the call that started at `startedMs`, or BLOCKED. */
  acquire(startedMs: number): Permit {
    const { breaker } = this;
    const { wouldBlock } = breaker.counts;
    const permit = breaker.tryAcquire(startedMs);
    if (breaker.stateName === 'closed' && this.untold.length === 0) return permit;
    this.tell();
    if (breaker.counts.wouldBlock > wouldBlock && this.announcer.has('wouldBlock')) {
      this.announcer.emit('wouldBlock', { reason: breaker.standing(startedMs) });
    }
    if (permit === BLOCKED && this.announcer.has('blocked')) {
      const { stateName: state } = breaker;
      this.announcer.emit('blocked', { state, retryAfterMs: this.retryAfterMs(startedMs) });
    }
    return permit;
  }

  succeed(permit: Permit, startedMs: number): void {
    const { breaker, announcer } = this;
    // Neither is the present instant known nor does anybody want to know it.
    const now = breaker.needsTime || isTaken(startedMs) ? this.now() : this.lastNow;
    this.catchUp(now);
    const durationMs = this.durationOf(startedMs, now);
    if (!breaker.succeed(permit, now, durationMs)) {
      this.tellLate('success');
      return;
    }
    if (isTaken(startedMs)) this.latency.record(durationMs);
    if (announcer.has('success')) announcer.emit('success', { durationMs });
    this.tell();
  }

  fail(permit: Permit, startedMs: number, kind: ServiceFailure, error: unknown): void {
    const { breaker, announcer } = this;
    const now = this.now();
    this.catchUp(now);
    this.lastError = error;
    const durationMs = this.durationOf(startedMs, now);
    const inTime = breaker.fail(permit, now, durationMs, kind, retryAfterOf(error));
    if (!inTime) {
      this.tellLate('failure');
      return;
    }
    if (isTaken(startedMs)) this.latency.record(durationMs);
    if (announcer.has('failure')) announcer.emit('failure', { durationMs, kind, error });
    this.tell();
  }

  ignore(permit: Permit, startedMs: number): void {
    const now = this.now();
    this.catchUp(now);
    if (!this.breaker.ignore(permit, now)) {
      this.tellLate('ignored');
      return;
    }
    const durationMs = this.durationOf(startedMs, now);
    if (this.announcer.has('ignored')) this.announcer.emit('ignored', { durationMs });
    this.tell();
  }

  /** How long until a call has a chance, in ms; undefined where nobody knows. */
  retryAfterMs(now: number): number | undefined {
    switch (this.breaker.stateName) {
      case 'open':
        return Math.max(0, this.breaker.openUntilMs - now);
      case 'half-open':
      case 'forced-open':
        return undefined;
      default:
        return 0;
    }
  }

  /** What time alone has changed until now. At one instant an outcome comes before it, as in the simulator. */
  private catchUp(now: number): void {
    if (this.breaker.wakeAtMs < now) this.breaker.poll(now);
  }

  private durationOf(startedMs: number, now: number): number {
    return isTaken(startedMs) ? now - startedMs : 0;
  }

  private tellLate(outcome: 'success' | 'failure' | 'ignored'): void {
    if (this.announcer.has('late')) this.announcer.emit('late', { outcome });
    this.tell();
  }

  private tell(): void {
    // A listener that changes the state itself is heard of after all have heard of the change before.
    if (this.isTelling) return;
    this.isTelling = true;
    while (this.untold.length > 0) this.announcer.emit('stateChange', this.untold.shift()!);
    this.isTelling = false;
    if (this.line.length > 0) this.moveOn();
  }

  /** A loop, not a recursion: who steps in may fail at once. */
  private moveOn(): void {
    if (this.isMovingOn) return;
    this.isMovingOn = true;
    while (this.line.length > 0 && !this.mustWait()) this.line.shift()!();
    this.isMovingOn = false;
  }

  private wakeAt(atMs: number): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    if (atMs === NEVER) return;
    this.cancelTimer = this.clock.setTimer(Math.max(0, atMs - this.now()), () => {
      this.at(() => {});
      // A timer may go off before its time; the breaker then waits for the same instant as before.
      if (this.breaker.wakeAtMs === atMs) this.wakeAt(atMs);
    });
  }
}

function isTaken(startedMs: number): boolean {
  return !Number.isNaN(startedMs);
}
