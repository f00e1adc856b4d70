import type { ServiceSettings } from '../../model/topology/graph.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** A service whose script may make trouble. */
interface Scripted {
  /** Undefined of the short form. */
  readonly name: string | undefined;
  /** What its troubles are told with; nothing where there is only one to have them. */
  readonly prefix: string;
  readonly settings: ServiceSettings;
}

/** The services that make trouble by their scripts: all of a graph; of the short form the PaymentService. */
export function scriptedServices({ services, paymentService }: Scenario): Scripted[] {
  if (services === undefined) return [{ name: undefined, prefix: '', settings: paymentService }];
  return Object.entries(services).map(([name, { latency, ...settings }]) => ({
    name,
    prefix: `${name}: `,
    settings: { ...settings, latency },
  }));
}
