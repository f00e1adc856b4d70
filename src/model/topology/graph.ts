import type { Distribution } from '../../kernel/distribution/index.ts';
import type { Pipeline } from '../../resilience/pipeline.ts';
import type { BalanceName } from '../service/balance/index.ts';
import type { PaymentServiceSettings } from '../service/payment-settings.ts';

/** How a service works: without a latency it has no work of its own, and only calls others. */
export type ServiceSettings = Omit<PaymentServiceSettings, 'latency'> & {
  readonly latency: Distribution | undefined;
};

/** A service's way to another: the pipeline that guards it, and where its fallbacks turn to. */
export interface LinkNode {
  /** The place of the service in the graph. */
  readonly to: number;
  readonly pipeline: Pipeline;
  /** For each place of the pipeline that has a fallback of kind `backup`, the way to it. */
  readonly backups: ReadonlyMap<number, LinkNode>;
  /** What its luck goes by: the names of its streams begin with it. */
  readonly luck: string;
  /** Whether a request is not done without it: an answer in its place is then the end of the request. */
  readonly isEssential: boolean;
}

export interface ServiceNode {
  /** What people call it. */
  readonly name: string;
  /** What its luck goes by: the names of its streams begin with it. */
  readonly luck: string;
  readonly instances: number;
  readonly balance: BalanceName;
  readonly settings: ServiceSettings;
  /** Whether its success charges the card. */
  readonly charges: boolean;
  /** The calls that it makes for each request, in turn. */
  readonly calls: readonly LinkNode[];
}

/** The services and the links between them, names resolved to places. Orders arrive at the first. */
export interface Graph {
  readonly services: readonly ServiceNode[];
}
