import type { ShapedLink, ShapedService } from '../../experiment/graph-shape.ts';
import { count, percent } from '../figures.ts';
import { linkName } from '../services.ts';
import { WRITTEN } from '../summary.ts';
import type { BreakerMoment, Moment, ServiceMoment } from './moment.ts';

/** `40 instances`, `2 in each of eu, us`; nothing of one that stands nowhere in particular. */
export function fleetWords({ instances, regions = [] }: ShapedService): string {
  const each = instances / Math.max(1, regions.length);
  if (regions.length === 0) return instances === 1 ? '' : `${count(instances)} instances`;
  return regions.length === 1
    ? `${each === 1 ? '' : `${count(each)} `}in ${regions[0]}`
    : `${count(each)} in each of ${regions.join(', ')}`;
}

export function busyWords({ busy, places }: Pick<ServiceMoment, 'busy' | 'places'>): string {
  return places === null ? `${count(busy)} busy` : `${count(busy)} of ${count(places)} busy`;
}

/** How a link is chosen, where there is a choice: `failover, 1st`, `by weight 0.70`. */
export function routeWords({ route, way, weight, inNeed }: ShapedLink): string {
  if (inNeed === true) return 'in need';
  if (route === undefined) return '';
  if (weight !== undefined) return `by weight ${WRITTEN.count(weight)}`;
  return route === 'failover' || route === 'hedge' ? `${route}, ${ordinal(way!)}` : spaced(route);
}

/** In a state: all its circuits, or so many of them. */
export function stateWords({ circuits, open, halfOpen }: BreakerMoment): string {
  const only = (state: string, number: number) =>
    number === circuits ? state : `${count(number)} of ${count(circuits)} ${state}`;
  if (open === 0) return halfOpen === 0 ? 'closed' : only('half-open', halfOpen);
  return halfOpen === 0 ? only('open', open) : `${count(open)} open, ${count(halfOpen)} half`;
}

/** What the picture of an arm shows, a sentence a service and a link. */
export function momentWords(moment: Moment): string[] {
  const { services, links } = moment;
  return [
    ...[...services.values()].map((one) => serviceSentence(one, isCalled(one.name, moment))),
    ...[...links.values()].map(({ breakers, calls, ...link }) => {
      const route = routeWords(link);
      const how = route === '' ? '' : ` (${route})`;
      const states = breakers.map((one) => `; ${breakerName(one)} ${stateWords(one)}`).join('');
      return `${linkName(link)}${how}: ${count(calls.started)} calls, ${count(calls.failed)} failed, ${count(calls.blocked)} blocked${states}.`;
    }),
  ];
}

function serviceSentence(one: ServiceMoment, isCalled: boolean): string {
  const fleet = fleetWords(one);
  const parts = [
    ...(isCalled ? [] : ['nobody calls it']),
    ...(fleet === '' ? [] : [fleet]),
    busyWords(one),
    `${count(one.queued)} in the queue`,
    ...(one.ejected === 0 ? [] : [`${percent(one.ejected)} ejected`]),
    ...(one.trouble === '' ? [] : [one.trouble]),
  ];
  return `${one.name}: ${parts.join(', ')}.`;
}

/** One that has no name of its own needs none. */
function breakerName({ name }: BreakerMoment): string {
  return name === 'breaker' || /^breaker \d+$/.test(name) ? name : `breaker ${name}`;
}

/** The front door is, by the customers. */
export function isCalled(name: string, { services, links }: Moment): boolean {
  if (services.keys().next().value === name) return true;
  return [...links.values()].some(({ to }) => to === name);
}

function ordinal(place: number): string {
  return ['1st', '2nd', '3rd'][place - 1] ?? `${place}th`;
}

function spaced(name: string): string {
  return name.replaceAll('-', ' ');
}
