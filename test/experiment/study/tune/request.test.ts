import { describe, expect, it } from 'vitest';
import { armAsWritten } from '../../../../src/experiment/arms.ts';
import {
  readRequest,
  type TuneRequest,
  type TuneWishes,
} from '../../../../src/experiment/study/tune/request.ts';
import { readDocument } from '../../../../src/scenario/document.ts';
import { ScenarioError } from '../../../../src/scenario/scenario-error.ts';
import { load } from '../../../scenario/loading.ts';

const SHOP = `duration: 10m
traffic: { arrivals: poisson, startRate: 3/s }
paymentService: { latency: 200ms }
orderService:
  pipeline:
    - retry: { calls: 3 }
    - breaker: { trip: { kind: consecutive-failures, failures: 5 }, open: { kind: fixed, duration: 10s } }
    - timeout: 1s
thresholds:
  - "with breaker: charges.duplicate <= 100"
  - "without breaker: orders.paid >= 10"
  - "with breaker: orders.paid after 5m >= 10"
`;

const NOTHING: TuneWishes = {
  vary: [],
  constraint: [],
  maximise: undefined,
  minimise: undefined,
  candidates: undefined,
  against: null,
};

function request(text: string, wishes: Partial<TuneWishes> = {}): TuneRequest {
  const scenario = load(text);
  const document = readDocument('shop.yaml', text);
  const arm = armAsWritten(scenario).name;
  return readRequest(scenario, document, arm, { ...NOTHING, ...wishes });
}

function complaint(text: string, wishes: Partial<TuneWishes> = {}): string {
  try {
    request(text, wishes);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  throw new Error('the request was accepted');
}

const TUNE = `${SHOP}tune:
  minimise: latencyMs.p95
  vary:
    orderService.pipeline.breaker.open.duration: 1s..60s/4log
    orderService.pipeline.retry.calls: [1, 2, 4]
  constraints:
    - orders.paid / orders.arrived >= 85%
  candidates: 12
`;

describe('what shall be tuned', () => {
  it('left out, is orders paid, over sensible ranges; thresholds of the arm are constraints', () => {
    const { aim, varied, constraints, candidates } = request(SHOP);
    expect(aim).toEqual({ metric: 'orders.paid', goal: 'maximise' });
    expect(candidates).toBe(64);
    expect(constraints.map(({ text }) => text)).toEqual(['with breaker: charges.duplicate <= 100']);
    expect(Object.fromEntries(varied.map(({ path, values }) => [path, values.join(' ')]))).toEqual({
      'orderService.pipeline.retry.calls': '1 2 3 4 6',
      'orderService.pipeline.retry.backoff.initial': '50ms 100ms 250ms 500ms 1s 2s',
      'orderService.pipeline.breaker.trip.failures': '2 3 5 10 20 50',
      'orderService.pipeline.breaker.open.duration': '1s 2s 5s 10s 20s 40s 60s',
      'orderService.pipeline.breaker.probe.permits': '1 3 10 30',
      'orderService.pipeline.breaker.probe.successes': '1 3 10',
      'orderService.pipeline.timeout': '500ms 700ms 1s 1500ms 2s 3s',
    });
  });

  it('is what the block says', () => {
    const { aim, varied, constraints, candidates } = request(TUNE);
    expect(aim).toEqual({ metric: 'latencyMs.p95', goal: 'minimise' });
    expect(varied.map(({ values }) => values)).toEqual([
      ['1s', '3.9s', '15.3s', '60s'],
      ['1', '2', '4'],
    ]);
    expect(constraints.map(({ text }) => text).slice(1)).toEqual([
      'orders.paid / orders.arrived >= 85%',
    ]);
    expect(candidates).toBe(12);
  });

  it('options have the last word; constraints add up', () => {
    const { aim, varied, constraints, candidates } = request(TUNE, {
      maximise: 'amountCents.paid',
      vary: ['orderService.workers=10,20'],
      constraint: ['charges.orphaned <= 3'],
      candidates: 5,
    });
    expect(aim).toEqual({ metric: 'amountCents.paid', goal: 'maximise' });
    expect(varied).toEqual([{ path: 'orderService.workers', values: ['10', '20'] }]);
    expect(constraints.length).toBe(3);
    expect(candidates).toBe(5);
  });

  it('names a policy by its place where there are two of its kind', () => {
    const twice = SHOP.replace('    - timeout: 1s', '    - retry: { calls: 2 }\n    - timeout: 1s');
    const paths = request(twice).varied.map(({ path }) => path);
    expect(paths).toContain('orderService.pipeline[0].retry.calls');
    expect(paths).toContain('orderService.pipeline[2].retry.calls');
  });
});

describe('mistakes in it', () => {
  it('of the block are told at their places, all at once', () => {
    const wrong = TUNE.replace('latencyMs.p95', 'latency.p95')
      .replace('/4log', '')
      .replace('>= 85%', '=> 85%');
    expect(complaint(wrong)).toMatchInlineSnapshot(`
      "shop.yaml:14:13: tune.minimise
        14 |   minimise: latency.p95
           |             ^
        found "latency.p95"
        expected a metric, such as orders.paid; blackfriday help metrics lists them
        did you mean "latencyMs.p95"?

      shop.yaml:16:5: orderService.pipeline.breaker.open.duration
        16 |     orderService.pipeline.breaker.open.duration: 1s..60s
           |     ^
        found the range "1s..60s"
        expected the number of its values: 1s..60s/5 evenly spaced, or 1s..60s/5log

      shop.yaml:19:36: tune.constraints[0]
        19 |     - orders.paid / orders.arrived => 85%
           |                                    ^
        found the comparison "=>"
        expected one of >= > <= < ==
        did you mean ">="?"
    `);
  });

  it.each([
    ['both goals', { maximise: 'orders.paid', minimise: 'orders.failed' }, 'one of the two'],
    ['a setting twice', { vary: ['a.b=1,2', 'a.b=3'] }, 'each setting once'],
    ['counting from an instant', { constraint: ['orders.paid after 5m >= 1'] }, 'the whole run'],
    ['another arm', { constraint: ['without breaker: orders.paid >= 1'] }, '"with breaker"'],
  ] as const)('%s', (_, wishes, expected) => {
    expect(complaint(SHOP, wishes as Partial<TuneWishes>)).toContain(expected);
  });

  it('a pipeline of nothing to tune', () => {
    const bare = SHOP.replace(/pipeline:\n(?: {4}- .*\n)+/, 'pipeline: []\n').replace(
      /thresholds:[\s\S]*/,
      '',
    );
    expect(complaint(bare)).toContain('found nothing to tune');
  });
});
