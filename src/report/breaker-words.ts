import type { BreakerTotals } from '../experiment/breaker-totals.ts';
import type { ArmResult, Transition } from '../experiment/result.ts';
import type { CircuitPlace } from '../model/books/breaker-watch.ts';
import { count } from './figures.ts';
import { linkName } from './services.ts';
import { WRITTEN } from './summary.ts';

/** What a breaker without a name of its own goes by. */
export const UNNAMED = 'breaker';

/** What each breaker of an arm did, a line each, outermost first; nothing where the arm has one or none. */
export function breakerWords({ breakers = [], totals: { breaker } }: ArmResult): string[] {
  if (breakers.length < 2) return [];
  const ofInstances = breaker !== null && breaker.opensPerInstance < breaker.opens;
  return breakers.map((one) => {
    // Only a graph says how many circuits each has.
    const isSeveral = one.circuits === undefined ? ofInstances : one.circuits > 1;
    return words(one, isSeveral ? ' each' : '');
  });
}

/** `each`: there are several circuits, and times are means. */
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
export function whose({ breaker, link, ...place }: Transition): string[] {
  return [...(breaker === undefined ? [] : [placeName(breaker, link)]), ...circuitWords(place)];
}

/** Which circuit of a breaker: `instance 2`, `before region eu`. */
export function circuitWords(place: CircuitPlace): string[] {
  const { instance, region, beforeInstance, beforeClass, beforeRegion } = place;
  return [
    instance === undefined ? '' : `instance ${instance}`,
    region === undefined ? '' : `region ${region}`,
    beforeInstance === undefined ? '' : `before instance ${beforeInstance}`,
    beforeClass === undefined ? '' : `before class ${beforeClass}`,
    beforeRegion === undefined ? '' : `before region ${beforeRegion}`,
  ].filter((words) => words !== '');
}

/** Of a graph it goes by its link; a name of its own is told besides. */
function placeName(name: string, link: Transition['link']): string {
  if (link === undefined) return name;
  return name === UNNAMED ? linkName(link) : `${linkName(link)}, ${name}`;
}
