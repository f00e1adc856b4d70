import { describe, expect, it } from 'vitest';
import { CircuitBreaker, SharedCircuitBreaker, sharedState } from '../../src/index.ts';
import { memoryStore } from '../resilience/breaker/sharing/participants.ts';
import { mistakesOf, work } from './mistakes-of-graphs.ts';

const PROBES = ['consecutive-successes', 'success-ratio', 'failure-rate'] as const;
const SHARINGS = ['store', 'gossip', 'consensus'] as const;

const shop = (breaker: object) => ({
  shop: { instances: 2, calls: [{ to: 'pay', pipeline: [{ breaker }] }] },
  pay: work,
});

describe('others that wait for a probe', () => {
  it.each(SHARINGS.flatMap((kind) => PROBES.map((probe) => [kind, probe] as const)))(
    'are refused in a scenario where the circuit is shared: %s, %s',
    (kind, probe) => {
      const breaker = {
        scope: 'service',
        sharing: { kind },
        probe: { kind: probe, others: 'wait' },
      };
      expect(mistakesOf(shop(breaker))).toEqual([
        'services.shop.calls[0].pipeline[0].breaker.sharing: a circuit whose probe others wait for; no sharing there, or others: blocked',
      ]);
      expect(mistakesOf(shop({ ...breaker, probe: { kind: probe, others: 'blocked' } }))).toEqual(
        [],
      );
    },
  );

  it.each(['health-check', 'gradual-recovery'])(
    'are refused where no call waits for a permit: %s',
    (kind) => {
      expect(mistakesOf(shop({ probe: { kind, others: 'wait' } }))).toEqual([
        expect.stringContaining('services.shop.calls[0].pipeline[0].breaker.probe.others: '),
      ]);
    },
  );

  it('are refused, as pings are, where processes share a circuit', () => {
    const tools = {
      shared: sharedState({ store: memoryStore(() => 0).store, key: 'payment' }),
    };
    const settings = {
      trip: { kind: 'bad-pings' },
      probe: { others: 'wait' },
    } as const;
    expect(() => new SharedCircuitBreaker(settings, tools)).toThrow(
      'probe.others: found "wait", expected "blocked", for the probe may be in another process',
    );
    expect(() => new SharedCircuitBreaker(settings, tools)).toThrow(
      'trip.kind: found "bad-pings", expected a trip policy that judges calls',
    );
  });

  it('go well with bad pings where the circuit is its own', () => {
    const breaker = { trip: { kind: 'bad-pings' }, probe: { others: 'wait' } } as const;
    expect(mistakesOf(shop(breaker))).toEqual([]);
    expect(() => new CircuitBreaker(breaker, { ping: () => true })).not.toThrow();
  });
});
