import type { ServiceBlock, Services } from './services-settings.ts';

/** The services less their outlier detection; undefined where there is none. */
export function withoutDetection(services: Services | undefined): Services | undefined {
  if (services === undefined) return undefined;
  const all = Object.entries(services);
  if (all.every(([, { outlierDetection }]) => outlierDetection === undefined)) return undefined;
  return Object.fromEntries(all.map(([name, service]) => [name, blind(service)]));
}

function blind(service: ServiceBlock): ServiceBlock {
  const { outlierDetection: _, ...rest } = service;
  return rest;
}
