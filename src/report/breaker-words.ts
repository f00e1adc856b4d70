import type { ArmResult, BreakerTotals, Transition } from '../experiment/result.ts';
import { count } from './figures.ts';
import { WRITTEN } from './summary.ts';

/** What each breaker of an arm did, a line each, outermost first; nothing where the arm has one or none. */
export function breakerWords({ breakers = [], totals: { breaker } }: ArmResult): string[] {
  if (breakers.length < 2) return [];
  const each = breaker !== null && breaker.opensPerInstance < breaker.opens ? ' each' : '';
  return breakers.map((one) => words(one, each));
}

/** `each`: there are several instances, and times are means. */
function words({ name, opens, openMs, halfOpenMs, blocked }: BreakerTotals, each: string): string {
  const calls = `${count(blocked)} ${blocked === 1 ? 'call' : 'calls'} blocked`;
  if (opens === 0) return `${name}: never opened, ${calls}`;
  const times = opens === 1 ? 'once' : `${count(opens)} times`;
  const open = `${WRITTEN.ms(openMs)} open${each}, ${WRITTEN.ms(halfOpenMs)} half-open${each}`;
  return `${name}: opened ${times}, ${open}, ${calls}`;
}

/** Whose change of state it is, where that is not plain: `inner, instance 2`. */
export function whose({ breaker, instance }: Transition): string[] {
  return [
    ...(breaker === undefined ? [] : [breaker]),
    ...(instance === undefined ? [] : [`instance ${instance}`]),
  ];
}
