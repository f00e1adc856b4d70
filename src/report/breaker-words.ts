import type { ArmResult, BreakerTotals, Transition } from '../experiment/result.ts';
import { count } from './figures.ts';
import { linkName } from './services.ts';
import { WRITTEN } from './summary.ts';

/** What each breaker of an arm did, a line each, outermost first; nothing where the arm has one or none. */
export function breakerWords({ breakers = [], totals: { breaker } }: ArmResult): string[] {
  if (breakers.length < 2) return [];
  const each = breaker !== null && breaker.opensPerInstance < breaker.opens ? ' each' : '';
  return breakers.map((one) => words(one, each));
}

/** `each`: there are several instances, and times are means. */
function words(breaker: BreakerTotals, each: string): string {
  const { opens, openMs, halfOpenMs, blocked } = breaker;
  const name = placeName(breaker.name, breaker.link);
  const calls = `${count(blocked)} ${blocked === 1 ? 'call' : 'calls'} blocked`;
  if (opens === 0) return `${name}: never opened, ${calls}`;
  const times = opens === 1 ? 'once' : `${count(opens)} times`;
  const open = `${WRITTEN.ms(openMs)} open${each}, ${WRITTEN.ms(halfOpenMs)} half-open${each}`;
  return `${name}: opened ${times}, ${open}, ${calls}`;
}

/** Whose change of state it is, where that is not plain: `inner, instance 2`, `checkout to stripe`. */
export function whose({ breaker, link, instance, beforeInstance }: Transition): string[] {
  return [
    ...(breaker === undefined ? [] : [placeName(breaker, link)]),
    ...(instance === undefined ? [] : [`instance ${instance}`]),
    ...(beforeInstance === undefined ? [] : [`before instance ${beforeInstance}`]),
  ];
}

/** Of a graph it goes by its link; a name of its own is told besides. */
function placeName(name: string, link: Transition['link']): string {
  if (link === undefined) return name;
  return name === 'breaker' ? linkName(link) : `${linkName(link)}, ${name}`;
}
