import type { Agenda } from '../kernel/agenda.ts';
import type { BreakerStateName, BreakerTransition } from '../resilience/breaker/state.ts';
import type { BreakerListener, BreakerStage } from './pipeline/breaker-stage.ts';

/** Told of a change of state; `instance` counts from 1. */
export type TransitionListener = (transition: BreakerTransition, instance: number) => void;

/** Of several states equally common, the graver one stands for all. */
const GRAVITY: readonly BreakerStateName[] = [
  'open',
  'forced-open',
  'half-open',
  'metrics-only',
  'disabled',
  'closed',
];

/** Watches the breakers of an arm: the outermost of each instance says what the arm's state is and was. */
export class BreakerMonitor implements BreakerListener {
  opens = 0;
  private readonly agenda: Agenda;
  private readonly onTransition: TransitionListener;
  private readonly breakers: BreakerStage[] = [];
  private readonly since: number[] = [];
  private readonly timeIn = new Map<BreakerStateName, number>();

  constructor(agenda: Agenda, onTransition: TransitionListener) {
    this.agenda = agenda;
    this.onTransition = onTransition;
  }

  /** One more instance's outermost breaker. */
  watch(breaker: BreakerStage): void {
    this.breakers.push(breaker);
    this.since.push(0);
  }

  changed(stage: BreakerStage, transition: BreakerTransition): void {
    if (this.breakers[stage.instance] !== stage) return;
    this.onTransition(transition, stage.instance + 1);
    this.spend(transition.from, transition.atMs - this.since[stage.instance]!);
    this.since[stage.instance] = transition.atMs;
    if (transition.to === 'open') this.opens++;
  }

  /** The state that most instances are in; null without a breaker. */
  get state(): BreakerStateName | null {
    let commonest: BreakerStateName | null = null;
    let most = 0;
    for (const state of GRAVITY) {
      const having = this.breakers.filter((stage) => stage.breaker.stateName === state).length;
      if (having > most) {
        commonest = state;
        most = having;
      }
    }
    return commonest;
  }

  /** Time spent in a state so far, in ms, as the mean over the instances. */
  meanTimeIn(state: BreakerStateName): number {
    const now = this.agenda.now;
    const present = this.breakers.reduce(
      (sum, stage, i) => sum + (stage.breaker.stateName === state ? now - this.since[i]! : 0),
      0,
    );
    return ((this.timeIn.get(state) ?? 0) + present) / this.breakers.length;
  }

  private spend(state: BreakerStateName, ms: number): void {
    this.timeIn.set(state, (this.timeIn.get(state) ?? 0) + ms);
  }
}
