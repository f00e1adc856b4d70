import type { ServiceNode } from '../../model/topology/graph.ts';
import type { Ping } from '../../resilience/breaker/health-ping.ts';
import type { Luck } from '../../resilience/luck.ts';
import type { PipelineBreakerSettings } from '../../resilience/pipeline.ts';
import type { Address } from '../messages.ts';
import type { Circuit } from './guards.ts';
import type { RealTime } from './real-time.ts';
import type { See } from './see.ts';

/** What a circuit is given besides its settings. */
export interface CircuitParts {
  /** Whoever shares it, in whatever process, knows it by this. */
  readonly name: string;
  readonly random: Luck;
  readonly ping: Ping;
}

/** The instance of a service that makes calls, and all that its links share. */
export interface NearSide {
  readonly seed: number;
  /** The service's place in the graph. */
  readonly place: number;
  readonly node: ServiceNode;
  readonly instance: number;
  /** Where it stands; undefined: in no place in particular. */
  readonly region: string | undefined;
  /** The region's place among those of the service; 0 where there is none. */
  readonly regionPlace: number;
  /** The names of the classes of orders; none: all are alike. */
  readonly classes: readonly string[];
  readonly time: RealTime;
  readonly see: See;
  /** What its requests bear; empty where anybody may ask. */
  readonly token: string;
  /** A name for a request that no other has. */
  readonly nextName: () => string;
  readonly addressOf: (place: number, instance: number) => Address;
  /** Where a service takes requests. */
  readonly pathOf: (place: number) => string;
  readonly circuitOf: (settings: PipelineBreakerSettings, parts: CircuitParts) => Circuit;
}
