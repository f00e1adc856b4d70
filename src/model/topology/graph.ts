import type { Distribution } from '../../kernel/distribution/index.ts';
import type { Pipeline } from '../../resilience/pipeline.ts';
import type { OutlierDetectionSettings } from '../link/outlier-detection.ts';
import type { BalanceName } from '../service/balance/index.ts';
import type { PaymentServiceSettings } from '../service/payment-settings.ts';
import type { ServiceScriptEntry } from '../service/service-script.ts';
import type { ClassWork, RouteSettings } from './services-settings.ts';

/** How a service works: without a latency it has no work of its own, and only calls others. */
export type ServiceSettings = Omit<PaymentServiceSettings, 'latency' | 'script'> & {
  readonly latency: Distribution | undefined;
  readonly script: readonly ServiceScriptEntry[];
  /** What differs for a class of orders, by its name. */
  readonly classes?: Readonly<Record<string, ClassWork>> | undefined;
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

/** A choice among several links. */
export interface RouteNode {
  readonly route: RouteSettings;
  readonly ways: readonly { readonly link: LinkNode; readonly weight: number }[];
  readonly luck: string;
  readonly isEssential: boolean;
}

export type CallNode = LinkNode | RouteNode;

export interface ServiceNode {
  /** What people call it. */
  readonly name: string;
  /** What its luck goes by: the names of its streams begin with it. */
  readonly luck: string;
  /** In all. Of several regions those of each stand together, as many in each. */
  readonly instances: number;
  /** Where it stands; none: in no place in particular. */
  readonly regions: readonly string[];
  readonly balance: BalanceName;
  readonly settings: ServiceSettings;
  /** Whether it tells how long each request takes here; in the short form orders and calls do. */
  readonly isTimed: boolean;
  /** How those who call it tell which of its instances to leave alone; undefined: they do not. */
  readonly outlierDetection: OutlierDetectionSettings | undefined;
  /** Whether its success charges the card. */
  readonly charges: boolean;
  /** What a charge costs: a share of the amount, and so many cents. */
  readonly fee: { readonly share: number; readonly cents: number };
  /** The calls that it makes for each request, in turn. */
  readonly calls: readonly CallNode[];
}

/** The services and the links between them, names resolved to places. Orders arrive at the first. */
export interface Graph {
  readonly services: readonly ServiceNode[];
  /** The services that orders are paid at: what the tables call the gateway. */
  readonly gateways: readonly number[];
  /** The backup of the short form, which has tables of its own. */
  readonly backup?: number;
}
