import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import { pipelineSettings } from '../../../src/resilience/pipeline.ts';
import { explanation } from '../../../src/scenario/explain/explain.ts';
import { type Surroundings, surroundingsOf } from '../../../src/scenario/explain/surroundings.ts';
import { WARNINGS, warningsOf } from '../../../src/scenario/explain/warnings.ts';
import { importPipeline } from '../../../src/scenario/import/import-pipeline.ts';
import { load, SOUND } from '../loading.ts';

const UNKNOWN: Surroundings = { rate: undefined, instances: 1, account: undefined };

function around(rate: number, instances = 1): Surroundings {
  return { ...UNKNOWN, rate: { low: rate, high: rate }, instances };
}

function breaker(trip: object, more: object = {}): object {
  return { breaker: { trip, ...more } };
}

function aloud(policies: readonly object[], surroundings = UNKNOWN): string {
  return explanation(decode(pipelineSettings, policies), surroundings, 10_000);
}

const QUIET = breaker({
  kind: 'failure-rate',
  rate: '50%',
  window: { time: '10s' },
  minimumCalls: 60,
});
const COUNTING = breaker({
  kind: 'failure-rate',
  rate: '50%',
  window: { calls: 100 },
  minimumCalls: 96,
});
const EAGER = { retry: { calls: 4, backoff: { kind: 'fixed', delay: '0s' } } };

describe('settings read aloud', () => {
  it.each<[string, readonly object[], Surroundings, string]>([
    [
      'a rate over calls',
      [COUNTING],
      UNKNOWN,
      'Opens when at least 50 of the last 100 calls failed, but not before 96 calls.',
    ],
    [
      'on traffic',
      [COUNTING],
      around(12),
      'not before 96 calls; on your traffic of 12/s that is no sooner than 8s.',
    ],
    [
      'at each of a fleet',
      [COUNTING],
      around(12, 4),
      'on your traffic of 3/s that is no sooner than 32s.',
    ],
    [
      'a rate over time',
      [QUIET],
      around(12),
      'Opens when at least 50% of the calls of the last 10s failed, but not with fewer than 60 calls in them; on your traffic of 12/s there are 120 in it.',
    ],
    [
      'a quiet and a busy hour',
      [QUIET],
      { ...UNKNOWN, rate: { low: 1, high: 20 } },
      'on your traffic of 1/s to 20/s there are 10 to 200 in it',
    ],
    [
      'failures in a row',
      [breaker({ kind: 'consecutive-failures', failures: 5 })],
      UNKNOWN,
      'Opens after 5 failures in a row; one success between them starts the count again.',
    ],
    [
      'failures in a time',
      [breaker({ kind: 'failure-count', failures: 1 })],
      UNKNOWN,
      'Opens after 1 failure within 30s, however many calls succeed between them.',
    ],
    [
      'what it blocks',
      [breaker({ kind: 'consecutive-failures' }, { open: { kind: 'fixed', duration: '30s' } })],
      around(12),
      'Then blocks every call for 30s; on your traffic of 12/s that blocks 360 calls.',
    ],
    [
      'probes',
      [
        breaker(
          { kind: 'consecutive-failures' },
          { probe: { kind: 'success-ratio', probes: 10, ratio: 0.6 } },
        ),
      ],
      UNKNOWN,
      'Then lets 10 calls try: it closes if at least 6 succeed, and opens again if not.',
    ],
    [
      'retries',
      [{ retry: { calls: 3, backoff: { kind: 'fixed', delay: '200ms' } } }],
      around(100),
      'An order makes at most 3 calls, after an error or a timeout; it waits 200ms first. Where every call fails, 100/s of orders become 300/s of calls.',
    ],
    [
      'a bulkhead',
      [{ bulkhead: { calls: 20 } }],
      around(40),
      'Lets 20 calls run at once; none waits, the rest is rejected. On your traffic of 40/s it is full once a call takes 500ms.',
    ],
    [
      'no limits',
      [
        { bulkhead: { queue: 10_000_000 } },
        { retry: { backoff: { kind: 'exponential', max: '36500d' } } },
      ],
      UNKNOWN,
      'any number wait.\n\n2. retry            An order makes at most 3 calls, after an error or a timeout; it waits 100ms first, 2 times as long each time.',
    ],
    ['nothing', [], UNKNOWN, 'No policy guards the call'],
  ])('%s', (_, policies, surroundings, sentence) => {
    expect(aloud(policies, surroundings)).toContain(sentence);
  });

  it('takes rate and instances from a scenario', () => {
    const text = SOUND.replace(
      'startRate: 3/s',
      'startRate: 3/s, stages: [{ duration: 1m, target: 90/s }]',
    );
    expect(surroundingsOf(load(`${text}orderService: { instances: 3 }\n`))).toEqual({
      rate: { low: 3, high: 90 },
      instances: 3,
      account: undefined,
    });
  });
});

describe('warnings from experience', () => {
  const settingsOf = (name: string, text: string) => {
    const { decoded, account } = importPipeline([{ name, text }], {
      from: undefined,
      name: undefined,
    });
    return { pipeline: decoded, surroundings: { ...UNKNOWN, account } };
  };
  const SPRING =
    'spring.cloud.circuitbreaker.resilience4j: { enabled: true }\nresilience4j.timelimiter.instances.a: ';
  const ENVOY = 'clusters: [{ name: a, outlier_detection: { max_ejection_percent: ';

  /** Where each applies, and where it just does not. */
  const cases: Readonly<
    Record<string, readonly [yes: readonly object[], no: readonly object[], Surroundings?]>
  > = {
    'a minimum that a quiet hour never reaches': [[QUIET], [COUNTING], around(5.9)],
    'a window that remembers yesterday': [[COUNTING], [QUIET], around(0.3)],
    'an absolute threshold that a fleet multiplies': [
      [breaker({ kind: 'failure-count', failures: 5 })],
      [QUIET],
      around(100, 6),
    ],
    'a timeout longer than the window': [
      [QUIET, { timeout: '11s' }],
      [QUIET, { timeout: '10s' }],
    ],
    'a first failure that trips': [
      [breaker({ kind: 'failure-rate', minimumCalls: 1 })],
      [breaker({ kind: 'failure-rate', minimumCalls: 2 })],
    ],
    'a retry outside that multiplies': [
      [EAGER, QUIET],
      [QUIET, EAGER],
    ],
    'a retry inside that hides failures': [
      [QUIET, EAGER],
      [EAGER, QUIET],
    ],
    'a retry that hammers a closed door': [
      [{ retry: { blockedToo: true } }, QUIET],
      [EAGER, QUIET],
    ],
    'retries without a wait': [[EAGER], [{ retry: {} }]],
    'no timeout': [[QUIET], [QUIET, { timeout: '1s' }]],
    'one probe decides': [
      [QUIET],
      [breaker({ kind: 'consecutive-failures' }, { probe: { successes: 2 } })],
    ],
  };

  it.each(Object.entries(cases))('%s', (name, [yes, no, surroundings = UNKNOWN]) => {
    const warned = (policies: readonly object[]) =>
      warningsOf(decode(pipelineSettings, policies), surroundings).some((one) => one.name === name);
    expect([warned(yes), warned(no)]).toEqual([true, false]);
  });

  it.each([
    [
      "Spring's one-second limiter nobody knows of",
      `${SPRING}{}`,
      `${SPRING}{ timeoutDuration: 1s }`,
    ],
    ["Envoy's ten per cent", `${ENVOY}10 } }]`, `${ENVOY}100 } }]`],
  ])('%s', (name, yes, no) => {
    const warned = (text: string) => {
      const { pipeline, surroundings } = settingsOf('a.yml', text);
      return warningsOf(pipeline, surroundings).some((one) => one.name === name);
    };
    expect([warned(yes), warned(no)]).toEqual([true, false]);
  });

  it('are all tried here', () => {
    const tried = [
      ...Object.keys(cases),
      "Spring's one-second limiter nobody knows of",
      "Envoy's ten per cent",
    ];
    expect(WARNINGS.map(({ name }) => name).sort()).toEqual(tried.sort());
  });
});
