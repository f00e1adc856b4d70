/** The states by their names; the last three only a person sets. */
export type BreakerStateName =
  | 'closed'
  | 'open'
  | 'half-open'
  | 'disabled'
  | 'forced-open'
  | 'metrics-only';

/** A change of state, with the instant from which it holds and the reason in words. */
export interface BreakerTransition {
  readonly atMs: number;
  readonly from: BreakerStateName;
  readonly to: BreakerStateName;
  readonly reason: string;
}

/** Every state, at a fixed place, for typed arrays. */
export const BREAKER_STATES: readonly BreakerStateName[] = [
  'closed',
  'open',
  'half-open',
  'disabled',
  'forced-open',
  'metrics-only',
];

/** Whether the circuit does what it finds right, or only watches: nothing at all, or what it would do. */
export type BreakerMode = 'normal' | 'disabled' | 'metrics-only';

/** Where the circuit itself stands, whatever a person has set on top of it. */
export type CircuitState =
  | { readonly name: 'closed' }
  | { readonly name: 'open'; readonly untilMs: number }
  | { readonly name: 'half-open' };

/** The one closed state there is: it may be told by identity. */
export const CLOSED: CircuitState = { name: 'closed' };
export const HALF_OPEN: CircuitState = { name: 'half-open' };

/** Why a circuit opened, in words, and how many calls had failed in the period that ended with it. */
export interface Trip {
  readonly reason: string;
  readonly failures: number;
}

export const NO_TRIP: Trip = { reason: '', failures: 0 };

/** An instant that does not come. */
export const NEVER = Number.POSITIVE_INFINITY;

/** Told what a breaker does by itself, always after the breaker is in its new state. */
export interface BreakerListener {
  onTransition(transition: BreakerTransition): void;
  /** `poll` the breaker at `atMs`: time changes something then. Infinity: it will not. */
  onWake(atMs: number): void;
  /** Ask the service how it is, and give the answer to `endPing`. */
  onPing(permit: number): void;
}

/** Told what a circuit does, always after it is in its new state. */
export interface CircuitListener {
  /** It opened, half-opened or closed at `atMs`; `closed` after `closed` too, where it began anew. */
  onChange(atMs: number, reason: string): void;
  /** Whether it may open by itself: not while a person has set it aside. */
  mayOpen(): boolean;
  onWake(atMs: number): void;
  onPing(permit: number): void;
}

/** What of a circuit outlives its process. */
export interface CircuitSnapshot {
  readonly state: CircuitState['name'];
  readonly remainingOpenMs: number;
  readonly closedMs: number;
  readonly reopenings: number;
  readonly lastTrip: Trip;
}
