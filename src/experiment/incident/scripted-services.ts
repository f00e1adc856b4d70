import type { ServiceSettings } from '../../model/topology/graph.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** A service whose script may make trouble. */
interface Scripted {
  /** What its troubles are told with; nothing where there is only one to have them. */
  readonly prefix: string;
  readonly settings: ServiceSettings;
}

/** The services that make trouble by their scripts: all of a graph; of the short form the PaymentService. */
export function scriptedServices({ services, paymentService }: Scenario): Scripted[] {
  if (services === undefined) return [{ prefix: '', settings: paymentService }];
  return Object.entries(services).map(([name, { latency, ...settings }]) => ({
    prefix: `${name}: `,
    settings: { ...settings, latency },
  }));
}
