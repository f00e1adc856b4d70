import fc from 'fast-check';
import type { Written } from '../scenarios.ts';

/** Whole graphs at random: every route, every policy, nested to any depth, as a person might write them. */

const ms = (max: number) => fc.integer({ min: 1, max }).map((value) => `${value}ms`);
const share = fc.constantFrom('0%', '5%', '40%');

const breaker = fc.record({
  breaker: fc.record({
    trip: fc.constantFrom(
      { kind: 'consecutive-failures', failures: 2 },
      { kind: 'failure-rate', rate: '40%', window: { calls: 10 }, minimumCalls: 4 },
    ),
    open: fc.constant({ kind: 'fixed', duration: '1s' }),
    probe: fc.constantFrom({ permits: 2, successes: 2 }, { kind: 'health-check', every: '300ms' }),
  }),
});

const sharedBreaker = fc
  .tuple(
    breaker,
    fc.constantFrom<Written>(
      {},
      { before: 'instance' },
      { before: 'class' },
      { before: 'region' },
      { scope: 'region', before: 'region' },
      { scope: 'service' },
      ...[{}, { before: 'instance' }, { before: 'class' }].flatMap((before) =>
        [
          { kind: 'store', latency: '4ms', refresh: '200ms' },
          { kind: 'store', latency: 0, refresh: 0, whenDown: 'closed' },
          { kind: 'store', whenDown: 'open' },
          { kind: 'gossip', every: '500ms', fanout: 2 },
          { kind: 'consensus', latency: '6ms', nodes: 3 },
        ].flatMap((sharing) =>
          ['service', 'region'].map((scope) => ({ scope, ...before, sharing })),
        ),
      ),
    ),
  )
  .map(([written, shared]) => ({ breaker: { ...written.breaker, ...shared } }));

/** Besides fallbacks. */
const guard: fc.Arbitrary<Written> = fc.oneof(
  { weight: 2, arbitrary: sharedBreaker },
  breaker,
  ms(400).map((timeout) => ({ timeout })),
  fc.constantFrom<Written>(
    { retry: { calls: 3, backoff: { kind: 'exponential', initial: '20ms', jitter: 'full' } } },
    {
      retry: {
        calls: 2,
        budget: { share: '20%', burst: 2 },
        backoff: { kind: 'fixed', delay: '5ms' },
      },
    },
    { bulkhead: { calls: 3, queue: 2 } },
    { rateLimit: { rate: '20/s', burst: 3 } },
    { throttle: { k: 2, window: '2s' } },
    {
      retry: {
        calls: 3,
        blockedToo: true,
        backoff: { kind: 'decorrelated', initial: '10ms', max: '80ms' },
      },
    },
    { concurrencyLimit: { kind: 'aimd' } },
    { concurrencyLimit: { kind: 'gradient' } },
  ),
);

const fallback = (maySettle: boolean): fc.Arbitrary<Written> =>
  fc
    .constantFrom<Written>(
      { kind: 'value' },
      { kind: 'cached' },
      { kind: 'degraded' },
      ...(maySettle ? [{ kind: 'defer', after: '1s', tries: 2 }] : []),
    )
    .map((settings) => ({ fallback: settings }));

/** The way to a backup may have policies of its own. */
const backup = (backups: readonly string[], maySettle: boolean): fc.Arbitrary<Written> => {
  const to = fc.constantFrom(...backups);
  const further = to.map((name) => ({ fallback: { kind: 'backup', to: name } }));
  const pipeline = fc.array(fc.oneof(guard, fallback(maySettle), further), { maxLength: 3 });
  return fc
    .record({ to, pipeline: fc.option(pipeline, { nil: undefined }) })
    .map(({ to: name, pipeline: own }) => ({
      fallback: { kind: 'backup', to: name, ...(own !== undefined && { pipeline: own }) },
    }));
};

const policy = (backups: readonly string[], maySettle: boolean): fc.Arbitrary<Written> =>
  fc.oneof({ weight: 6, arbitrary: guard }, fallback(maySettle), {
    weight: 2,
    arbitrary: backup(backups, maySettle),
  });

function callOf(targets: readonly string[], isFront: boolean): fc.Arbitrary<Written> {
  const to = fc.constantFrom(...targets);
  const pipeline = fc.array(policy(targets, isFront), { maxLength: 4 });
  const link = fc.record({ to, pipeline });
  const route = fc.record({
    route: fc.constantFrom('failover', 'weighted', 'round-robin', 'least-busy', 'fastest', 'hedge'),
    links: fc.array(link, { minLength: 1, maxLength: 3 }),
  });
  return fc.oneof({ weight: 2, arbitrary: link }, route);
}

const work = fc.record(
  {
    instances: fc.constantFrom(1, 2, 20, 50),
    balance: fc.constantFrom('round-robin', 'random', 'least-busy'),
    capacity: fc.integer({ min: 1, max: 6 }),
    queue: fc.nat(4),
    slowdown: fc.constantFrom(0, '5ms'),
    network: ms(20),
    failureRate: share,
    declineRate: share,
    charges: fc.boolean(),
    fee: share,
    idempotencyKeys: fc.boolean(),
    cancellation: fc.constantFrom('none', 'on-timeout'),
    regions: fc.constantFrom(['eu'], ['us', 'eu'], ['eu', 'edge', 'us']),
    classes: fc.constantFrom(
      { read: { failureRate: '20%', latency: '5ms' } },
      { read: { slowdown: '1ms' }, write: { latency: '80ms', declineRate: '10%' } },
    ),
    outlierDetection: fc.constantFrom(
      {},
      { consecutiveFailures: 2, interval: '700ms', baseEjection: '1s', maxEjected: '60%' },
      { consecutiveFailures: 1, interval: '300ms', maxEjected: '100%', panic: '0%' },
    ),
    script: fc.constantFrom(
      [],
      [{ at: '2s', for: '3s', outage: 'hang' }],
      [{ at: '2s', for: '3s', outage: 'refuse' }],
      [{ at: '1s', for: '5s', failureRate: '90%', latency: 'x3', capacity: 0 }],
      [
        { at: '1s', for: '5s', failureRate: 1, instance: 1 },
        { at: '2s', network: '30ms', capacity: 1, instances: '30%' },
        { at: '2s', for: '3s', outage: 'refuse', class: 'read', instances: '50%' },
        { at: '3s', for: '2s', latency: 'x5', region: 'eu' },
      ],
      [{ at: '3s', for: '4s', failureRate: { ramp: '100%' }, network: { ramp: 'x4', over: '1s' } }],
    ),
  },
  { requiredKeys: ['regions'] },
);

/** What instances share circuits by is away for a while, where they share any. */
const outagesFor = (calls: string): readonly Written[] => [
  ...(calls.includes('"kind":"store"') ? [{ at: '1s', for: '2s', store: 'down' }] : []),
  ...(calls.includes('"kind":"consensus"') ? [{ at: '4s', for: '2s', nodesDown: 2 }] : []),
];

function serviceOf(place: number, names: readonly string[]): fc.Arbitrary<Written> {
  const targets = names.slice(place + 1);
  const calls =
    targets.length === 0
      ? fc.constant([])
      : fc.array(callOf(targets, place === 0), { minLength: place === 0 ? 1 : 0, maxLength: 3 });
  return fc
    .tuple(work, calls, fc.option(ms(150), { nil: undefined }))
    .map(([settings, made, latency]) => ({
      ...settings,
      script: [...(settings.script ?? []), ...outagesFor(JSON.stringify(made))],
      ...(made.length > 0 && { calls: made }),
      ...((latency !== undefined || made.length === 0) && { latency: latency ?? '30ms' }),
    }));
}

/** What becomes of the ways between regions. */
const onTheWays = fc.constantFrom<readonly Written[]>(
  [],
  [{ at: '2s', for: '2s', from: 'us', to: 'eu', outage: 'hang' }],
  [{ at: '2s', for: '2s', from: 'edge', to: 'us', outage: 'refuse', oneWay: true }],
  [
    { at: '1s', from: 'eu', to: 'us', delay: { ramp: '300ms', over: '2s' } },
    { at: '4s', for: '1s', from: 'us', to: 'edge', outage: 'hang', oneWay: true },
    { at: '5s', for: '2s', from: 'eu', to: 'edge', outage: 'refuse', delay: 'x2' },
  ],
);

/** A scenario of two to eight services, each of which may call those after it. */
export const graphScenario: fc.Arbitrary<Written> = fc
  .integer({ min: 2, max: 8 })
  .chain((count) => {
    const names = Array.from({ length: count }, (_, place) => `service-${place}`);
    const services = fc.tuple(...names.map((_, place) => serviceOf(place, names)));
    return fc.tuple(services, fc.nat(1000), fc.constantFrom(10, 60), onTheWays);
  })
  .map(([services, seed, startRate, script]) => ({
    duration: '8s',
    seed,
    traffic: {
      arrivals: 'poisson',
      startRate,
      amount: 19.99,
      classes: { read: { share: '70%', amount: 1 }, write: { share: '30%' } },
      regions: { us: '50%', edge: '50%' },
    },
    regions: { eu: { us: '40ms', edge: '8ms' }, edge: { us: 0 }, script },
    services: Object.fromEntries(services.map((service, place) => [`service-${place}`, service])),
  }));
