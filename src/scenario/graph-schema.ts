import * as v from 'valibot';
import { decode, eitherBy, isBlock, settings } from '../kernel/settings.ts';
import {
  type PaymentServiceSettings,
  paymentServiceSettings,
} from '../model/service/payment-settings.ts';
import { compile, instancesOf } from '../model/topology/compile.ts';
import { regionsSettings } from '../model/topology/geography.ts';
import { type ServiceBlock, servicesSettings } from '../model/topology/services-settings.ts';
import { everyPolicy, type Pipeline } from '../resilience/pipeline.ts';
import { scenarioSchema, type Whole } from './schema.ts';

const {
  orderService: _o,
  paymentService: _p,
  backupService: _b,
  ...common
} = scenarioSchema.entries;

/** The scenario file of several services, each with its calls to others. */
export const graphSchema = settings({
  ...common,
  regions: v.optional(
    v.pipe(regionsSettings, v.description('One-way delays between regions, there and back alike')),
  ),
  services: v.pipe(
    servicesSettings,
    v.description('The services by their names; orders arrive at the first'),
  ),
});

/** Either form of the file, by what it holds. */
export const fileSchema = eitherBy(isGraph, graphSchema, scenarioSchema);

/** Whether the file says what services there are. */
function isGraph(input: unknown): boolean {
  return isBlock(input) && Object.hasOwn(input, 'services');
}

/** A decoded file of several services. */
export type DecodedGraph = v.InferOutput<typeof graphSchema>;

/** A decoded file of either form. */
export type DecodedFile = v.InferOutput<typeof fileSchema>;

export function isDecodedGraph(file: DecodedFile): file is DecodedGraph {
  return isGraph(file);
}

/**
 * A graph in the words of the short form, for whoever looks at a scenario from without: the service where
 * orders arrive as the OrderService, its pipeline all policies of all links, and where orders are paid as the
 * PaymentService. The graph stands beside it. Every name in it is known, and nothing calls itself.
 */
export function asShortForm({ services, regions, ...rest }: DecodedGraph): Whole {
  const front = rest.traffic.to ?? Object.keys(services)[0]!;
  const { capacity, queue } = services[front]!;
  const pipeline = Object.values(services).flatMap(policiesOf);
  const graph = compile(services, front);
  const gateways = graph.gateways.map((place) => services[graph.services[place]!.name]!);
  return {
    ...rest,
    services,
    ...(regions !== undefined && { regions }),
    orderService: {
      instances: instancesOf(services[front]!),
      workers: capacity,
      backlog: queue,
      pipeline: [...pipeline],
    },
    paymentService: gatewayOf(gateways),
  };
}

function policiesOf({ calls }: ServiceBlock): Pipeline {
  return calls.flatMap((call) =>
    'route' in call
      ? call.links.flatMap(({ pipeline }) => everyPolicy(pipeline))
      : everyPolicy(call.pipeline),
  );
}

/** Where orders are paid, as one service; of several no limits are told, as no number holds for all. */
function gatewayOf(gateways: readonly ServiceBlock[]): PaymentServiceSettings {
  const [first] = gateways;
  const {
    instances: _i,
    balance: _,
    outlierDetection: _d,
    regions: _r,
    classes: _w,
    charges: _c,
    fee: _f,
    feePerCharge: _p,
    calls: _l,
    ...own
  } = first!;
  const limit = (one: number | undefined) =>
    gateways.length === 1 && one !== undefined ? one * instancesOf(first!) : undefined;
  return {
    ...own,
    capacity: limit(own.capacity),
    queue: limit(own.queue),
    latency: own.latency ?? decode(paymentServiceSettings, { latency: 0 }).latency,
  };
}
