import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import type { ArmResult, Transition } from '../result.ts';

/** Of how much of the time two arms were in the same state, and when they first were not for long. */
export interface SameState {
  /** 0 to 1, over time and circuits; null where neither has a breaker. */
  readonly share: number | null;
  /** The beginning of the longest stretch in different states, in ms; null where there is none. */
  readonly longestApart: { readonly fromMs: number; readonly untilMs: number } | null;
}

/** A circuit is known by all that a transition tells of it. */
const circuitOf = (of: Transition): string =>
  JSON.stringify([
    of.breaker,
    of.link,
    of.instance,
    of.region,
    of.beforeInstance,
    of.beforeRegion,
    of.beforeClass,
  ]);

/** How many circuits the breakers of an arm have. */
export const circuitsOf = ({ breakers = [] }: ArmResult): number =>
  breakers.reduce((sum, { circuits = 1 }) => sum + circuits, 0);

export function sameState(one: ArmResult, other: ArmResult): SameState {
  const endMs = Math.min(one.endMs, other.endMs);
  const circuits = Math.max(circuitsOf(one), circuitsOf(other));
  if (circuits === 0 || endMs === 0) return { share: null, longestApart: null };
  const names = new Set([...one.transitions, ...other.transitions].map(circuitOf));
  const apart = [...names].flatMap((name) =>
    stretchesApart(
      one.transitions.filter((transition) => circuitOf(transition) === name),
      other.transitions.filter((transition) => circuitOf(transition) === name),
      endMs,
    ),
  );
  const apartMs = apart.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  const longest = apart.reduce<Stretch | null>(
    (most, stretch) => (most === null || lengthOf(stretch) > lengthOf(most) ? stretch : most),
    null,
  );
  return { share: 1 - apartMs / (circuits * endMs), longestApart: longest };
}

interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

const lengthOf = ({ fromMs, untilMs }: Stretch): number => untilMs - fromMs;

function stretchesApart(
  one: readonly Transition[],
  other: readonly Transition[],
  endMs: number,
): Stretch[] {
  const turns = [...one, ...other].map(({ atMs }) => Math.min(atMs, endMs));
  const instants = [...new Set([0, ...turns, endMs])].sort((a, b) => a - b);
  const apart: Stretch[] = [];
  for (const [place, fromMs] of instants.slice(0, -1).entries()) {
    const untilMs = instants[place + 1]!;
    if (stateAt(one, fromMs) === stateAt(other, fromMs)) continue;
    const last = apart.at(-1);
    if (last?.untilMs === fromMs) apart[apart.length - 1] = { fromMs: last.fromMs, untilMs };
    else apart.push({ fromMs, untilMs });
  }
  return apart;
}

function stateAt(transitions: readonly Transition[], atMs: number): BreakerStateName {
  return transitions.filter((one) => one.atMs <= atMs).at(-1)?.to ?? 'closed';
}
