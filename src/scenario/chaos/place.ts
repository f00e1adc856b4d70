import { exactShare, shareText } from '../../kernel/quantity-text.ts';

/** What of a service is struck; nothing said: all of it. At most one is said. */
export interface Part {
  /** The only instance, from 1. */
  readonly instance?: number;
  /** So many of them, 0 to 1, drawn by the service's own luck. */
  readonly instances?: number;
  /** Those that stand in it. */
  readonly region?: string;
  /** Orders of it only. */
  readonly class?: string;
}

interface PlaceOfService extends Part {
  readonly service: string;
}

interface PlaceOnWay {
  readonly from: string;
  readonly to: string;
  /** Whether it happens only to what goes from the one to the other. */
  readonly oneWay: boolean;
}

/** Where in a graph of services a trouble strikes. */
export type Place = PlaceOfService | { readonly region: string } | PlaceOnWay;

/** What an entry of a script happens to; a region that is struck is an entry in each service there. */
export type Target = PlaceOfService | PlaceOnWay;

/** `instance 2 of payments`, `the region eu`, `the way from eu to us` */
export function placeWords(place: Place): string {
  if ('from' in place && place.oneWay) return `the way from ${place.from} to ${place.to}`;
  if (!('service' in place)) return objectOf(place);
  const { service, instance, instances, region, class: ofClass } = place;
  if (instance !== undefined) return `instance ${instance} of ${service}`;
  if (instances !== undefined) return `${shareText(instances)} of the instances of ${service}`;
  if (region !== undefined) return `${service} in ${region}`;
  if (ofClass !== undefined) return `${service}, for ${ofClass} only`;
  return service;
}

/** The whole that a place is in, which results are told by: a service, a region, a way. */
export function objectOf(place: Place): string {
  if ('service' in place) return place.service;
  if ('region' in place) return `the region ${place.region}`;
  return `the way between ${[place.from, place.to].sort().join(' and ')}`;
}

/** What an entry of a script says of its target, beside when it holds and what it changes. */
export function targetKeys(target: Target): object {
  if ('from' in target) {
    const { from, to, oneWay } = target;
    return { from, to, ...(oneWay && { oneWay }) };
  }
  const { service: _, instances, ...part } = target;
  return { ...part, ...(instances !== undefined && { instances: exactShare(instances) }) };
}
