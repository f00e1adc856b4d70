import type { Services } from './services-settings.ts';

/** The services less their outlier detection; undefined where there is none. */
export function withoutDetection(services: Services | undefined): Services | undefined {
  if (services === undefined) return undefined;
  const all = Object.entries(services);
  if (all.every(([, { outlierDetection }]) => outlierDetection === undefined)) return undefined;
  return Object.fromEntries(
    all.map(([name, { outlierDetection: _, ...service }]) => [name, service]),
  );
}
