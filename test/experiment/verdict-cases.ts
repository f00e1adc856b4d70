/** A gateway of 250/s before which 150 orders a second come, for one run of a few minutes. */
const GATEWAY = `
paymentService:
  capacity: 50
  queue: 2000
  latency: { distribution: exponential, mean: 200ms }`;

const STEADY = `
traffic: { arrivals: poisson, startRate: 150/s, amount: 20 }`;

const RETRY = '- retry: { calls: 4, backoff: { kind: fixed, delay: 100ms } }';
const BREAKER = `- breaker:
        trip: { kind: failure-rate, window: { calls: 100 }, minimumCalls: 20, rate: 50% }
        open: { kind: fixed, duration: 5s }
        probe: { permits: 5, successes: 3 }`;
const TIMEOUT = '- timeout: 1s';

interface Built {
  readonly duration: string;
  readonly traffic?: string;
  readonly gateway?: string;
  readonly script?: readonly string[];
  readonly pipeline: readonly string[];
  readonly orderService?: string;
}

function built({ duration, traffic, gateway, script, pipeline, orderService }: Built): string {
  const entries = (script ?? []).map((entry) => `    - ${entry}`);
  const policies = pipeline.map((policy) => `    ${policy}`);
  return [
    `seed: 1\nduration: ${duration}`,
    traffic ?? STEADY,
    gateway ?? GATEWAY,
    ...(entries.length === 0 ? [] : ['  script:', ...entries]),
    'orderService:',
    ...(orderService === undefined ? [] : [`  ${orderService}`]),
    '  pipeline:',
    ...policies,
  ].join('\n');
}

/** Built cases, each a scenario that a verdict must get right. */
export const SCENARIOS = {
  'a severe incident, then a mild one': built({
    duration: '4m',
    script: ['{ at: 30s, for: 30s, outage: hang }', '{ at: 2m30s, for: 20s, failureRate: 80% }'],
    pipeline: [BREAKER, TIMEOUT],
  }),
  'a mild incident, then one that is never recovered from': built({
    duration: '4m',
    script: ['{ at: 30s, for: 20s, failureRate: 60% }', '{ at: 2m, for: 30s, latency: x4 }'],
    pipeline: [RETRY, BREAKER, TIMEOUT],
  }),
  'flapping to the end': built({
    duration: '3m',
    traffic: `
traffic:
  arrivals: poisson
  startRate: 150/s
  amount: 20
  stages: [{ duration: 1m, target: 150/s }, { duration: 0s, target: 500/s }]`,
    script: ['{ at: 50s, for: 10s, outage: refuse }'],
    pipeline: [RETRY, BREAKER, TIMEOUT],
  }),
  'a ramp into a lower limit that stays': built({
    duration: '3m',
    script: ['{ at: 1m, capacity: { ramp: 20, over: 30s } }'],
    pipeline: [BREAKER, TIMEOUT],
  }),
  deferral: built({
    duration: '3m',
    script: ['{ at: 30s, for: 30s, outage: refuse }'],
    pipeline: ['- fallback: { kind: defer, drain: 30/s, after: 5s }', BREAKER, TIMEOUT],
  }),
  'two breakers in one pipeline': built({
    duration: '2m',
    script: ['{ at: 30s, for: 20s, failureRate: 70% }'],
    pipeline: [
      BREAKER.replace('breaker:', 'breaker:\n        name: outer').replace(
        'rate: 50%',
        'rate: 95%',
      ),
      BREAKER.replace('breaker:', 'breaker:\n        name: inner'),
      TIMEOUT,
    ],
  }),
  'no trouble at all': built({ duration: '1m', pipeline: [BREAKER, TIMEOUT] }),
  'trouble to the end of the run': built({
    duration: '2m',
    script: ['{ at: 1m, outage: refuse }'],
    pipeline: [BREAKER, TIMEOUT],
  }),
  'a collapsed baseline, and an open time that is far too long': built({
    duration: '4m',
    script: ['{ at: 30s, for: 30s, latency: x4 }'],
    pipeline: [
      '- retry: { calls: 4, backoff: { kind: fixed, delay: 100ms } }',
      BREAKER.replace('duration: 5s', 'duration: 80s'),
      TIMEOUT,
    ],
  }),
  'recovery in the very last window': built({
    duration: '61s',
    script: ['{ at: 30s, for: 30s, outage: refuse }'],
    pipeline: [BREAKER, TIMEOUT],
  }),
  'a run too short to know': built({
    duration: '60500ms',
    script: ['{ at: 30s, for: 30s, outage: refuse }'],
    pipeline: [BREAKER, TIMEOUT],
  }),
  'the next trouble comes too soon': built({
    duration: '2m',
    script: ['{ at: 30s, for: 20s, outage: refuse }', '{ at: 50500ms, for: 10s, outage: hang }'],
    pipeline: [BREAKER, TIMEOUT],
  }),
  'a throttle in the place of the breaker': built({
    duration: '2m',
    script: ['{ at: 30s, for: 30s, outage: refuse }'],
    pipeline: ['- { throttle: { k: 2, window: 10s }, insteadOf: breaker }', BREAKER, TIMEOUT],
  }),
  'down before the trouble began': built({
    duration: '2m',
    gateway: `
paymentService:
  capacity: 50
  latency: { distribution: exponential, mean: 200ms }
  failureRate: 100%`,
    script: ['{ at: 1m, for: 20s, outage: hang }'],
    pipeline: [BREAKER, TIMEOUT],
  }),
  'a load that the service cannot carry': built({
    duration: '1m',
    traffic: '\ntraffic: { arrivals: poisson, startRate: 500/s, amount: 20 }',
    pipeline: [BREAKER, TIMEOUT],
  }),
  'workers that wait for a service that hangs': built({
    duration: '2m',
    orderService: 'workers: 100\n  backlog: 100',
    script: ['{ at: 30s, for: 30s, outage: hang }'],
    pipeline: [BREAKER, '- timeout: 5s'],
  }),
  'a peak of the traffic': built({
    duration: '3m',
    traffic: `
traffic:
  arrivals: poisson
  startRate: 150/s
  amount: 20
  stages:
    - { duration: 30s, target: 150/s }
    - { duration: 0s, target: 600/s }
    - { duration: 10s, target: 600/s }
    - { duration: 0s, target: 150/s }`,
    pipeline: [RETRY, BREAKER, TIMEOUT],
  }),
} as const;
