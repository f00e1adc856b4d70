import type { Agenda } from '../../kernel/agenda.ts';
import type { BreakerStateName, BreakerTransition } from '../../resilience/breaker/state.ts';
import type { Pipeline } from '../../resilience/pipeline.ts';

/** Told of a change of state of a circuit: whose it is, and what it stands before, where there are several. */
export type TransitionListener = (
  transition: BreakerTransition,
  breaker: BreakerWatch,
  place: CircuitPlace,
) => void;

/** Which of the circuits of a breaker; instances count from 1. */
export interface CircuitPlace {
  readonly instance?: number;
  readonly beforeInstance?: number;
  readonly beforeClass?: string;
  readonly region?: string;
  readonly beforeRegion?: string;
}

/** A circuit, as much of it as is watched. */
interface Circuit {
  readonly stateName: BreakerStateName;
}

/** Tells the circuits of a breaker apart. */
interface Circuits {
  placeOf(cell: number): CircuitPlace;
}

/** Of several states, the graver one stands for all. */
const GRAVITY: readonly BreakerStateName[] = [
  'open',
  'forced-open',
  'half-open',
  'metrics-only',
  'disabled',
  'closed',
];

/** Not within a stretch of blocking while fit. */
const NOT_SINCE = Number.POSITIVE_INFINITY;

/** Where a breaker stands in the pipeline, from 0, outermost first, and what it goes by. */
export interface BreakerPlace {
  readonly place: number;
  readonly name: string;
}

/** A breaker without a name of its own is `breaker`, or `breaker 2` where there are several. */
export function breakerPlaces(pipeline: Pipeline): BreakerPlace[] {
  const found = pipeline.flatMap((policy, place) =>
    policy.policy === 'breaker' ? [{ place, own: policy.settings.name }] : [],
  );
  return found.map(({ place, own }, i) => {
    const name = own ?? (found.length === 1 ? 'breaker' : `breaker ${i + 1}`);
    return { place, name };
  });
}

/** The service whose calls a breaker guards, the one that it stands before, and whether calls would do well. */
interface Guarded {
  readonly from: { readonly name: string };
  readonly to: { readonly name: string };
  readonly isFit: boolean;
}

/** Watches the breaker at one place of a pipeline, in all its circuits. */
export class BreakerWatch implements BreakerPlace {
  readonly place: number;
  readonly name: string;
  opens = 0;
  /** The instant of its first opening; Infinity before it. */
  firstOpenMs = Number.POSITIVE_INFINITY;
  blockedCalls = 0;
  readonly link: Guarded;
  private readonly agenda: Agenda;
  private readonly onTransition: TransitionListener;
  /** One for each circuit. */
  private breakers: readonly Circuit[] = [];
  private circuits!: Circuits;
  private since: number[] = [];
  private readonly timeIn = new Map<BreakerStateName, number>();
  private fitSince: number[] = [];
  private fitMs = 0;

  constructor(
    { place, name }: BreakerPlace,
    link: Guarded,
    agenda: Agenda,
    onTransition: TransitionListener,
  ) {
    this.place = place;
    this.name = name;
    this.link = link;
    this.agenda = agenda;
    this.onTransition = onTransition;
  }

  /** These are its circuits. */
  guard(circuits: Circuits, breakers: readonly Circuit[]): void {
    this.circuits = circuits;
    this.breakers = breakers;
    this.since = breakers.map(() => 0);
    this.fitSince = breakers.map(() => NOT_SINCE);
  }

  changed(cell: number, transition: BreakerTransition): void {
    this.onTransition(transition, this, this.circuits.placeOf(cell));
    this.spend(transition.from, transition.atMs - this.since[cell]!);
    this.since[cell] = transition.atMs;
    if (transition.to === 'open') this.open(transition.atMs);
    if (transition.to === 'closed') this.endFit(cell);
  }

  /** Which of its circuits this is. */
  placeOf(cell: number): CircuitPlace {
    return this.circuits.placeOf(cell);
  }

  blocks(): void {
    this.blockedCalls++;
  }

  /** This circuit blocked the last call of a request; was the service fit to serve it? */
  blockedRequest(cell: number, serviceIsFit: boolean): void {
    if (!serviceIsFit) this.endFit(cell);
    else this.fitSince[cell] = Math.min(this.fitSince[cell]!, this.agenda.now);
  }

  /** The state that most cells are in. */
  get state(): BreakerStateName {
    const states = this.breakers.map(({ stateName }) => stateName);
    const having = (state: BreakerStateName) => states.filter((one) => one === state).length;
    return GRAVITY.reduce((most, state) => (having(state) > having(most) ? state : most));
  }

  /** How many circuits it has: one an instance where nothing is shared. */
  get circuitCount(): number {
    return this.breakers.length;
  }

  /** The share of its circuits that are in a state now. */
  shareIn(state: BreakerStateName): number {
    const inState = this.breakers.filter(({ stateName }) => stateName === state).length;
    return inState / this.breakers.length;
  }

  /** Time spent in a state so far, in ms, as the mean over the circuits. */
  meanTimeIn(state: BreakerStateName): number {
    const now = this.agenda.now;
    const present = this.breakers.reduce(
      (sum, { stateName }, i) => sum + (stateName === state ? now - this.since[i]! : 0),
      0,
    );
    return ((this.timeIn.get(state) ?? 0) + present) / this.breakers.length;
  }

  /**
   * Time lost to caution, in ms, as the mean over the circuits: from the first order that was blocked
   * while the service was fit to serve it, until the breaker closed or an order was blocked while the
   * service was not.
   */
  get blockedWhileFitMs(): number {
    const present = this.fitSince.reduce((sum, since) => sum + this.elapsed(since), 0);
    return (this.fitMs + present) / this.breakers.length;
  }

  private open(atMs: number): void {
    this.opens++;
    this.firstOpenMs = Math.min(this.firstOpenMs, atMs);
  }

  private endFit(cell: number): void {
    this.fitMs += this.elapsed(this.fitSince[cell]!);
    this.fitSince[cell] = NOT_SINCE;
  }

  private elapsed(since: number): number {
    return Math.max(0, this.agenda.now - since);
  }

  private spend(state: BreakerStateName, ms: number): void {
    this.timeIn.set(state, (this.timeIn.get(state) ?? 0) + ms);
  }
}

/** The gravest of the breakers' states; null without a breaker. */
export function gravestState(
  breakers: readonly Pick<BreakerWatch, 'state'>[],
): BreakerStateName | null {
  const states = breakers.map(({ state }) => state);
  return GRAVITY.find((state) => states.includes(state)) ?? null;
}
