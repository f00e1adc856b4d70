import { expect, it } from 'vitest';
import { refusalsOf } from '../../src/live/refusals.ts';
import { graphOf } from '../../src/model/topology/graph-of.ts';
import { loaded } from './on-real-services.ts';

/** What is refused of a shop of so many instances, with this breaker before a bank. */
function refused(breaker: string, { instances = 3, bank = '', hasStore = false } = {}): string[] {
  const scenario = loaded(`
duration: 1m
traffic: { startRate: 1/s }
services:
  shop: { instances: ${instances}, calls: [{ to: bank, pipeline: [breaker: { ${breaker} }] }] }
  bank: { charges: true, latency: 1ms, ${bank} }`);
  return refusalsOf(graphOf(scenario), hasStore);
}

it.each([
  ['a circuit for each instance', 'scope: instance', {}, []],
  ['one instance has nobody to share with', 'scope: service', { instances: 1 }, []],
  ['a store that is there', 'scope: service, sharing: { kind: store }', { hasStore: true }, []],
  [
    'a store that is not named',
    'scope: service, sharing: { kind: store }',
    {},
    ['the breaker from shop to bank is shared by a store (say which: --redis URL)'],
  ],
  [
    'no way to know of it',
    'scope: service',
    { hasStore: true },
    [
      'the breaker from shop to bank is one circuit, and those who go by it all know of it at once (processes share by a store: "sharing: { kind: store }" and --redis URL)',
    ],
  ],
  [
    'hearsay',
    'scope: service, sharing: { kind: gossip }',
    { hasStore: true },
    [
      'the breaker from shop to bank is one circuit, and those who go by it share it by gossip (processes share by a store: "sharing: { kind: store }" and --redis URL)',
    ],
  ],
  [
    'more processes than a machine bears',
    '',
    { instances: 64 },
    [
      'there are 65 instances, a process each, and 64 are the most (fewer would do: --set services.NAME.instances=N)',
    ],
  ],
  [
    'keys that instances would have to share',
    '',
    { bank: 'instances: 2, idempotencyKeys: true' },
    [
      'bank has idempotency keys and 2 instances, each of which would have keys of its own (one instance would do)',
    ],
  ],
])('%s', (_, breaker, options, faults) => {
  expect(refused(breaker, options)).toEqual(faults);
});
