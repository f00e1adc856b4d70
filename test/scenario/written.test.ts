import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/scenario/schema.ts';
import { writtenForm } from '../../src/scenario/written-form.ts';
import { anyScenario } from '../experiment/random-scenario.ts';
import { scenarioOf } from '../model/scenarios.ts';
import { type Files, load, SOUND } from './loading.ts';

/** What of a scenario its file decides: distributions by their settings, not by their functions. */
function told(scenario: Scenario): unknown {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    const settings = Object.entries(value).filter(([, one]) => typeof one !== 'function');
    return Object.fromEntries(settings.map(([key, one]) => [key, plain(one)]));
  };
  const { name: _, overrides: _o, ...rest } = scenario;
  return plain(rest);
}

function expectSame(scenario: Scenario, files: Files = {}): void {
  const written = writtenForm(scenario);
  const again = scenarioOf(written, files);
  expect(told(again)).toEqual(told(scenario));
  expect(writtenForm(again)).toEqual(written);
}

const FOLDER = 'scenarios';
const shipped = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

describe('the written form of a scenario, read again, is the scenario', () => {
  it('of any', () => {
    fc.assert(fc.property(anyScenario, (one) => expectSame(scenarioOf(one))));
  });

  it.each(shipped)('of %s', (file) => {
    expectSame(load(readFileSync(`${FOLDER}/${file}`, 'utf8')));
  });

  const traced = `
duration: 10m
traffic: { arrivals: trace, file: o.csv, amount: value, speed: 2.5 }
paymentService: { latency: { distribution: empirical, file: l.txt } }`;
  const files = {
    'o.csv': 'time,value\n2026-01-01T00:00:00Z,5\n2026-01-01T00:00:01Z,6\n',
    'l.txt': '1.5ms\n2s\n',
  };

  it('of a trace: it keeps its file, and values from files stand in it', () => {
    const scenario = load(traced, [], files);
    expectSame(scenario, { 'o.csv': files['o.csv'] });
    expect(writtenForm(scenario)).toMatchObject({
      traffic: { file: 'o.csv', time: 'time', amount: 'value', speed: 2.5 },
      paymentService: { latency: { distribution: 'empirical', values: ['1.5ms', '2s'] } },
    });
  });

  const policies = [
    'breaker: { trip: { kind: any-of, policies: [{ kind: latency }, { kind: error-classes }] } }',
    'breaker: { open: { kind: exponential }, probe: { kind: gradual-recovery, steps: { from: 5%, by: 30% } } }',
    'breaker: { trip: { kind: failure-rate, window: { calls: 3 } }, probe: { kind: health-check } }',
    'breaker: { trip: { kind: adaptive }, open: { kind: retry-after }, probe: { kind: success-ratio } }',
    'fallback: { kind: degraded }',
    'fallback: { kind: defer, drain: 0.0000001/s }',
    'throttle: {}',
    'concurrencyLimit: { kind: gradient }',
    'concurrencyLimit: { kind: aimd }',
    'rateLimit: { rate: 1/m }',
    'bulkhead: { calls: 5, queue: 7 }',
    'retry: { budget: {}, backoff: { kind: fixed } }',
  ];
  it.each(policies)('with %s', (policy) => {
    expectSame(load(`${SOUND}orderService: { pipeline: [ { ${policy} } ] }`));
  });

  it('with an alternative to the breaker', () => {
    const pipeline = '[ { breaker: {} }, { throttle: {}, insteadOf: breaker } ]';
    expectSame(load(`${SOUND}orderService: { pipeline: ${pipeline} }`));
  });

  it('with every kind of change', () => {
    const script = `[ { at: 1s, latency: x0.0000001 }, { at: 2s, network: { distribution: uniform, min: 1ms, max: 2s } },
      { at: 3s, for: 1m, capacity: { ramp: 5 }, slowdown: { ramp: 5ms, over: 90s }, queue: { multiply: 0.5 } } ]`;
    expectSame(load(SOUND.replace('200ms }', `200ms, script: ${script} }`)));
  });

  it('less what options have cut off, which no file may hold', () => {
    const text = `${SOUND.replace('200ms }', '200ms, script: [{ at: 5m, outage: hang }] }')}
orderService: { pipeline: [ { breaker: {} } ] }
thresholds: [ "with breaker: orders.paid >= 1" ]`;
    const cut = load(text, ['duration=1m', 'orderService.pipeline=[]']);
    expect(scenarioOf(writtenForm(cut))).toMatchObject({
      duration: 60_000,
      paymentService: { script: [] },
      orderService: { pipeline: [] },
      thresholds: [],
    });
  });
});

it('is written in the units of the file', () => {
  const text = `${SOUND}seed: 7
orderService: { pipeline: [ { timeout: 1500ms } ] }`;
  expect(writtenForm(load(text))).toMatchObject({
    seed: 7,
    duration: '10m',
    tick: '10s',
    traffic: { arrivals: 'poisson', startRate: '3/s', stages: [] },
    paymentService: { latency: { distribution: 'constant', value: '200ms' }, failureRate: '0%' },
    orderService: { instances: 1, pipeline: [{ timeout: '1500ms' }] },
  });
});
