import * as v from 'valibot';
import { distribution } from '../../kernel/distribution/index.ts';
import { count, duration, money, share } from '../../kernel/quantities.ts';
import { anyOf, eitherBy, isBlock, settings } from '../../kernel/settings.ts';
import { pipelineSettings } from '../../resilience/pipeline.ts';
import { outlierDetectionSettings } from '../link/outlier-detection.ts';
import { ROUTES } from '../link/route/index.ts';
import { BALANCES, type BalanceName } from '../service/balance/index.ts';
import { paymentEntries } from '../service/payment-settings.ts';
import { serviceScript } from '../service/service-script.ts';

/** More ways than a route has in real life; a hedge keeps a bit for each. */
const MAX_WAYS = 16;
const MAX_CALLS = 16;
const MAX_SERVICES = 100;

const pipeline = v.optional(
  v.pipe(pipelineSettings, v.description('The policies that guard a call, outermost first')),
  [],
);

const target = v.pipe(v.string('the name of a service'), v.description('The service it goes to'));

const linkSettings = settings({ to: target, pipeline });

const waySettings = settings({
  to: target,
  weight: v.optional(
    v.pipe(share, v.description('For a weighted route: how often it is taken, beside the others')),
    1,
  ),
  pipeline,
});

const links = v.pipe(
  v.array(waySettings, 'a list of links'),
  v.minLength(1, 'at least one link'),
  v.maxLength(MAX_WAYS, `at most ${MAX_WAYS} links`),
  v.description('The ways that the route may take'),
);

const ROUTES_WITH_LINKS: readonly { readonly schema: v.GenericSchema }[] = ROUTES.map(
  ({ kind, entries }) => ({
    schema: settings({ route: v.literal(kind), ...entries, links }) as unknown as v.GenericSchema,
  }),
);

const routeSettings = anyOf('route', ROUTES_WITH_LINKS) as unknown as v.GenericSchema<
  unknown,
  RouteSettings
>;

const isRoute = (input: unknown): boolean => isBlock(input) && 'route' in input;

const { latency: _, script: _s, ...work } = paymentEntries;

/** Without their defaults: what is left out is as for all. */
const classWork = settings({
  latency: v.optional(distribution(duration)),
  errorLatency: work.errorLatency,
  slowdown: v.optional(duration),
  failureRate: v.optional(share),
  declineRate: v.optional(share),
});

/** One of the services of a graph. A limit that is left out is no limit. */
export const serviceSettings = settings({
  instances: v.optional(
    v.pipe(
      count(1),
      v.maxValue(1000, 'at most 1,000 instances'),
      v.description('Copies of the service, each with its own places, queue and breakers'),
    ),
    1,
  ),
  regions: v.optional(
    v.pipe(
      v.array(v.string('the name of a region'), 'a list of regions'),
      v.description(
        'Where it stands, with its instances in each; left out, in no place in particular',
      ),
    ),
    [],
  ),
  balance: v.optional(
    v.pipe(
      v.picklist(Object.keys(BALANCES) as BalanceName[]),
      v.description('Which instance gets the next request'),
    ),
    'round-robin',
  ),
  outlierDetection: v.optional(
    v.pipe(
      outlierDetectionSettings,
      v.description('Lets those who call it leave alone the instances that fail, as Envoy does'),
    ),
  ),
  ...work,
  latency: v.optional(
    v.pipe(
      distribution(duration),
      v.description('How long its own work takes; left out, it only calls others'),
    ),
  ),
  charges: v.optional(
    v.pipe(v.boolean('true or false'), v.description('Whether its success charges the card')),
    false,
  ),
  fee: v.optional(
    v.pipe(share, v.description('What each of its charges costs, as a share of the amount')),
    0,
  ),
  feePerCharge: v.optional(
    v.pipe(money, v.description('What each of its charges costs besides')),
    0,
  ),
  calls: v.optional(
    v.pipe(
      v.array(
        eitherBy(isRoute, routeSettings, linkSettings) as v.GenericSchema<unknown, CallSettings>,
        'a list of calls',
      ),
      v.maxLength(MAX_CALLS, `at most ${MAX_CALLS} calls`),
      v.description('The calls that it makes for each request, in turn'),
    ),
    [],
  ),
  classes: v.optional(
    v.pipe(
      v.record(v.string('the name of a class'), classWork, 'settings by the names of classes'),
      v.description('What differs for a class of orders'),
    ),
  ),
  script: serviceScript,
});

const NAME = 'a name of letters, digits, "_" and "-", such as fraud-check';

export const servicesSettings = v.pipe(
  v.record(
    v.pipe(v.string(NAME), v.regex(/^[A-Za-z][\w-]*$/, NAME)),
    serviceSettings,
    'services by their names',
  ),
  v.check((services) => Object.keys(services).length > 0, 'at least one service'),
  v.check(
    (services) => Object.keys(services).length <= MAX_SERVICES,
    `at most ${MAX_SERVICES} services`,
  ),
);

/** What differs for a class of orders; what is left out does not. */
export type ClassWork = v.InferOutput<typeof classWork>;

type LinkSettings = v.InferOutput<typeof linkSettings>;

/** A way of a route as decoded. */
export type WaySettings = v.InferOutput<typeof waySettings>;

/** A route as decoded. */
export type RouteSettings = {
  [Place in keyof typeof ROUTES]: (typeof ROUTES)[Place] extends {
    readonly kind: infer Kind;
    readonly schema: v.GenericSchema<unknown, infer Own>;
  }
    ? Own & { readonly route: Kind; readonly links: readonly WaySettings[] }
    : never;
}[number];

export type CallSettings = LinkSettings | RouteSettings;

export type ServiceBlock = v.InferOutput<typeof serviceSettings>;

export type Services = Readonly<Record<string, ServiceBlock>>;
