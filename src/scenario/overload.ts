import { decimal, durationText, rateText } from '../kernel/quantity-text.ts';
import { graphOf } from '../model/topology/graph-of.ts';
import { paymentsPerSecond } from './describe-capacity.ts';
import { busiestStretchMs, peakOf } from './describe-traffic.ts';
import { graphLoads, type ServiceLoad } from './graph-load.ts';
import { sceneOf } from './scene.ts';
import type { Scenario } from './schema.ts';

/** More orders at the peak than the PaymentService can carry, were nothing else amiss; both per second. */
export interface Overload {
  readonly offeredPerSecond: number;
  readonly carriedPerSecond: number;
}

type Loaded = Pick<
  Scenario,
  'traffic' | 'duration' | 'paymentService' | 'orderService' | 'services' | 'regions'
>;

/** Null where the service carries the peak, or where either is unknown: clients that wait make no peak. */
export function overloadOf(scenario: Loaded): Overload | null {
  const offeredPerSecond = peakOf(scenario.traffic, scenario.duration);
  const carriedPerSecond = paymentsPerSecond(scenario);
  if (offeredPerSecond === undefined || carriedPerSecond === undefined) return null;
  return offeredPerSecond > carriedPerSecond ? { offeredPerSecond, carriedPerSecond } : null;
}

/** It in words, of a graph for each service that meets it; empty where there is none. True of a short peak, of retries and beside a backup, too. */
export function overloadSentence(scenario: Loaded): string {
  if (scenario.services !== undefined) return overloadedServices(scenario);
  const overload = overloadOf(scenario);
  if (overload === null) return '';
  const { offeredPerSecond, carriedPerSecond } = overload;
  const times = timesWords(offeredPerSecond / carriedPerSecond);
  const carried = rateText(Number(carriedPerSecond.toPrecision(3)));
  const when =
    scenario.traffic.arrivals === 'trace'
      ? `In the busiest ${durationText(busiestStretchMs(scenario.duration))} of the trace`
      : 'At the peak';
  return `${when} ${decimal(offeredPerSecond)} orders/s come in, ${times} what the PaymentService can carry (${carried}): it cannot pay them all as they come, whatever guards it.`;
}

function overloadedServices(scenario: Loaded): string {
  const orders = peakOf(scenario.traffic, scenario.duration);
  if (orders === undefined) return '';
  const graph = graphOf(scenario);
  const sentences = graphLoads(graph, orders, sceneOf(scenario)).flatMap((load, place) => {
    const { name } = graph.services[place]!;
    const inRegions = load.regions.map((one) => overloadOfService(`${name} in ${one.name}`, one));
    const inAll = overloadOfService(name, load);
    return inAll === '' ? inRegions : [inAll];
  });
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function overloadOfService(
  name: string,
  { requestsPerSecond, carriedPerSecond }: Omit<ServiceLoad, 'regions'>,
): string {
  if (carriedPerSecond === undefined || requestsPerSecond <= carriedPerSecond) return '';
  const times = timesWords(requestsPerSecond / carriedPerSecond);
  const carried = rateText(Number(carriedPerSecond.toPrecision(3)));
  return `At the peak ${decimal(requestsPerSecond, 0)} requests/s come to ${name}, ${times} what it can carry (${carried}).`;
}

function timesWords(ratio: number): string {
  const rounded = decimal(ratio, 1);
  if (rounded === '1') return 'more than';
  return rounded === '2' ? 'twice' : `${rounded} times`;
}
