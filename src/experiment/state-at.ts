import { BREAKER_GRAVITY } from '../model/books/breaker-watch.ts';
import type { BreakerStateName } from '../resilience/breaker/state.ts';
import type { StateClaim } from '../scenario/claim.ts';
import type { BreakerTotals } from './breaker-totals.ts';
import type { ArmResult, Transition } from './result.ts';

/** The state of an arm's breakers at an instant, or of those on one link; null where there is none. */
export function stateAt(
  arm: ArmResult,
  { atMs, link }: Pick<StateClaim, 'atMs' | 'link'>,
): BreakerStateName | null {
  const transitions = arm.transitions.filter((transition) => transition.atMs <= atMs);
  // The short form says nothing of how many circuits there are.
  if (arm.graph === undefined) {
    return transitions.at(-1)?.to ?? arm.transitions[0]?.from ?? arm.ticks?.[0]?.state ?? null;
  }
  const states = (arm.breakers ?? [])
    .filter((one) => link === null || isOn(link, one))
    .map((breaker) => {
      const own = transitions.filter((one) => isOf(breaker, one));
      return stateOf(own, breaker.circuits!);
    });
  return BREAKER_GRAVITY.find((state) => states.includes(state)) ?? null;
}

type Link = NonNullable<StateClaim['link']>;

function isOn({ from, to }: Link, { link }: { readonly link?: Link }): boolean {
  return link?.from === from && link.to === to;
}

/** A breaker that is alone is not named. */
function isOf({ name, link }: BreakerTotals, transition: Transition): boolean {
  const { breaker = name } = transition;
  return isOn(link!, transition) && breaker === name;
}

/** The state that most of the circuits are in, the gravest of several; those that never changed are closed. */
function stateOf(transitions: readonly Transition[], circuits: number): BreakerStateName {
  const latest = new Map(transitions.map((one) => [circuitOf(one), one.to]));
  const states = [...latest.values()];
  const having = (state: BreakerStateName): number =>
    states.filter((one) => one === state).length +
    (state === 'closed' ? circuits - latest.size : 0);
  return BREAKER_GRAVITY.reduce((most, state) => (having(state) > having(most) ? state : most));
}

function circuitOf(transition: Transition): string {
  const { instance, beforeInstance, beforeClass, region, beforeRegion } = transition;
  return JSON.stringify([instance, beforeInstance, beforeClass, region, beforeRegion]);
}
