import type { FailureKind } from './failure-kind.ts';
import type { BreakerStateName, BreakerTransition } from './state.ts';

/** What a breaker tells its listeners, by the name of the event. Durations are in ms. */
export interface BreakerEvents {
  stateChange: BreakerTransition;
  success: { readonly durationMs: number };
  failure: { readonly durationMs: number; readonly kind: FailureKind; readonly error: unknown };
  blocked: { readonly state: BreakerStateName; readonly retryAfterMs: number | undefined };
  /** A call was let through that would have been blocked, had the breaker not been `metrics-only`. */
  wouldBlock: { readonly reason: string };
  /** An outcome came after the state in which the call was let through had ended; it was dropped. */
  late: { readonly outcome: 'success' | 'failure' | 'ignored' };
}

export type EventName = keyof BreakerEvents;
export type Listener<Name extends EventName> = (event: BreakerEvents[Name]) => unknown;
export type OnListenerError = (error: unknown, event: EventName) => void;

type Listeners = { [Name in EventName]?: readonly Listener<Name>[] };

/** Tells listeners, and stands between their errors and the call that they hear of. */
export class Announcer {
  /** Whether anybody wants to know how long calls take. */
  wantsDurations = false;
  private listeners: Listeners = {};
  private readonly onListenerError: OnListenerError;

  constructor(onListenerError: OnListenerError) {
    this.onListenerError = onListenerError;
  }

  /** Returns how to stop listening. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    // Its own entry each time, so that one listener registered twice is let go one at a time.
    const entry: Listener<Name> = (event) => listener(event);
    this.replace(name, [...this.heard(name), entry]);
    return () =>
      this.replace(
        name,
        this.heard(name).filter((other) => other !== entry),
      );
  }

  /** Whether anybody listens: an event that nobody hears need not be made. */
  has(name: EventName): boolean {
    return this.listeners[name] !== undefined;
  }

  emit<Name extends EventName>(name: Name, event: BreakerEvents[Name]): void {
    for (const listener of this.heard(name)) {
      try {
        const returned = listener(event);
        if (returned instanceof Promise) returned.catch((error) => this.report(error, name));
      } catch (error) {
        this.report(error, name);
      }
    }
  }

  private heard<Name extends EventName>(name: Name): readonly Listener<Name>[] {
    return (this.listeners[name] as readonly Listener<Name>[] | undefined) ?? [];
  }

  private replace<Name extends EventName>(name: Name, listeners: readonly Listener<Name>[]): void {
    const { [name]: _, ...others } = this.listeners;
    this.listeners = listeners.length === 0 ? others : { ...others, [name]: listeners };
    this.wantsDurations = this.has('success') || this.has('failure');
  }

  private report(error: unknown, name: EventName): void {
    try {
      this.onListenerError(error, name);
    } catch {
      // Whoever reports errors and fails has nobody left to tell.
    }
  }
}
