import { describe, expect, it } from 'vitest';
import { type ArmPlan, armsOf } from '../../src/experiment/arms.ts';
import { TEMPLATE } from '../../src/scenario/template.ts';
import { compared } from '../experiment/runs.ts';
import { load } from './loading.ts';

/** Where the settings that the template only mentions belong. */
const BLOCKS: Readonly<Record<string, string>> = {
  tick: '',
  declineRate: 'paymentService.',
  errorLatency: 'paymentService.',
  slowdown: 'paymentService.',
  network: 'paymentService.',
  idempotencyKeys: 'paymentService.',
  cancellation: 'paymentService.',
  instances: 'orderService.',
  backoff: 'orderService.pipeline.retry.',
  blockedToo: 'orderService.pipeline.retry.',
  budget: 'orderService.pipeline.retry.',
  trip: 'orderService.pipeline.breaker.',
  name: 'orderService.pipeline.breaker.',
};

const mentioned = [...TEMPLATE.matchAll(/^ *# (\w+): (.+?)(?: +#.*)?$/gm)]
  .filter(([, key]) => Object.hasOwn(BLOCKS, key!))
  .map(([, key, value]) => `${BLOCKS[key!]}${key}=${value}`);

const distributions = [...TEMPLATE.matchAll(/^ {2}# {3}(\{ distribution.+?\})/gm)].map(
  ([, flow]) => `paymentService.latency=${flow}`,
);

const entries = [...TEMPLATE.matchAll(/^\s*# - (\{ at: .+\})/gm)].map(
  ([, flow]) => `paymentService.script[0]=${flow}`,
);

const arrivals = TEMPLATE.split(/^(?= {2}# {3}arrivals: )/m)
  .slice(1)
  .map((text) => text.match(/^(?: {2}# {3}\w.*\n)+/)![0].replaceAll(/^ {2}# {3}/gm, '  '));

describe('the scenario to start from', () => {
  it('mentions policies that are sound where they stand', () => {
    const all = TEMPLATE.replaceAll(/^ {4}# - (?=\w+: )/gm, '    - ');
    expect(load(all).orderService.pipeline.map(({ policy }) => policy)).toEqual([
      'fallback',
      'retry',
      'bulkhead',
      'rateLimit',
      'throttle',
      'breaker',
      'timeout',
    ]);
  });

  it('is sound, and begins with the line that editors look for', () => {
    expect(TEMPLATE).toMatch(/^# yaml-language-server: \$schema=\S+\n/);
    expect(load(TEMPLATE).orderService.pipeline.map(({ policy }) => policy)).toEqual([
      'retry',
      'breaker',
      'timeout',
    ]);
  });

  it('mentions each setting that it does not use', () => {
    const keys = new Set(mentioned.map((set) => set.split('=')[0]!.split('.').at(-1)));
    expect(keys).toEqual(new Set(Object.keys(BLOCKS)));
  });

  it.each([...mentioned, ...distributions, ...entries])('%s would do, too', (set) => {
    expect(() => load(TEMPLATE, [set])).not.toThrow();
  });

  it('other arrivals would do, too', () => {
    expect(arrivals).toHaveLength(2);
    for (const block of arrivals) {
      const text = TEMPLATE.replace(/^ {2}arrivals: poisson[\s\S]*?^ {2}amount.*\n/m, block);
      const files = { 'orders.csv': 'purchased_at,value\n2026-11-27,1\n' };
      expect(() => load(text, [], files)).not.toThrow();
    }
  });

  it('tells of a rival of the breaker, for the other arm', () => {
    const [baseline, candidate] = armsOf(
      load(TEMPLATE.replace('# - { rateLimit', '- { rateLimit')),
    );
    const policies = (arm: ArmPlan) => arm.pipeline.map(({ policy }) => policy);
    expect(policies(baseline)).toEqual(['retry', 'timeout', 'rateLimit']);
    expect(policies(candidate!)).toEqual(['retry', 'breaker', 'timeout']);
  });

  it.each(Array.from({ length: 10 }, (_, i) => i + 1))(
    'meets its own threshold by a margin, with seed %i',
    (seed) => {
      const { thresholds } = compared(load(TEMPLATE, [`seed=${seed}`]));
      expect(thresholds).toMatchObject([{ verdict: 'passed' }]);
      expect(thresholds![0]!.observed).toBeGreaterThan(0.75 + 0.03);
    },
  );

  it('thresholds that it mentions would do, too', () => {
    const thresholds = [...TEMPLATE.matchAll(/^\s*# - (".+")$/gm)].map(([, text]) => text);
    expect(thresholds.length).toBeGreaterThan(1);
    expect(load(TEMPLATE, [`thresholds=[${thresholds.join(', ')}]`]).thresholds).toHaveLength(
      thresholds.length,
    );
  });
});
