import { describe, expect, test } from 'vitest';
import type { ArmResult, Result, Transition } from '../../../src/experiment/result.ts';
import { momentFrame, momentOf, wholeShape } from '../../../src/report/graph/moment.ts';
import { momentWords } from '../../../src/report/graph/words.ts';
import { worstTick } from '../../../src/report/graph/worst-tick.ts';
import { compared, shipped } from '../../golden/runs.ts';

const results = new Map(
  ['two-providers', 'cascade', 'fleet', 'region-down', 'one-bad-instance'].map((name) => [
    name,
    compared(shipped(name)),
  ]),
);

/** Every arm at every tick. */
function moments({ arms, ...rest }: Result) {
  const frame = momentFrame({ arms, ...rest });
  return arms.flatMap((arm) =>
    arm.ticks!.map((tick, index) => ({ arm, tick, moment: momentOf(arm, index, frame)! })),
  );
}

/** How many circuits of the breaker on a link are in a state at an instant, by the changes of state until then. */
function circuitsIn(state: string, arm: ArmResult, from: string, to: string, atMs: number): number {
  const latest = new Map<string, Transition>();
  for (const transition of arm.transitions) {
    const { atMs: when, link, instance, beforeInstance, region, beforeRegion } = transition;
    if (when >= atMs || link?.from !== from || link.to !== to) continue;
    latest.set([instance, beforeInstance, region, beforeRegion].join(), transition);
  }
  return [...latest.values()].filter((last) => last.to === state).length;
}

describe.each([...results])('%s: what is shown is what the result says', (_, result) => {
  const { tickMs } = result.scenario;

  test('of the breakers, by their changes of state', () => {
    for (const { arm, tick, moment } of moments(result)) {
      const endMs = tick.startMs + tickMs;
      for (const { from, to, breakers } of moment.links.values()) {
        const shown = breakers.map(({ open, halfOpen }) => [open, halfOpen]);
        const found = ['open', 'half-open'].map((one) => circuitsIn(one, arm, from, to, endMs));
        expect([arm.name, endMs, shown]).toEqual([
          arm.name,
          endMs,
          breakers.length === 0 ? [] : [found],
        ]);
      }
    }
  });

  test('of the services and calls, by the tick', () => {
    for (const { tick, moment } of moments(result)) {
      for (const { name, busy, queued, places } of moment.services.values()) {
        expect({ busy, queued, places }).toEqual({
          busy: tick.services![name]!.busy,
          queued: tick.services![name]!.queued,
          places: tick.services![name]!.places,
        });
        if (places !== null) expect(busy).toBeLessThanOrEqual(places);
      }
      for (const { from, to, calls } of moment.links.values()) {
        expect(tick.links![from]![to]!.calls).toMatchObject(calls);
      }
    }
  });

  test('every service and every link that has figures is in the shape, and no other', () => {
    const { services, links } = wholeShape(result.arms);
    const named = result.arms.flatMap((arm) => Object.keys(arm.services!));
    expect(services.map(({ name }) => name).sort()).toEqual([...new Set(named)].sort());
    const ends = result.arms.flatMap((arm) =>
      Object.entries(arm.links!).flatMap(([from, ways]) =>
        Object.keys(ways).map((to) => `${from} ${to}`),
      ),
    );
    expect(links.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([...new Set(ends)].sort());
  });
});

describe('two providers, one of them away', () => {
  const result = results.get('two-providers')!;
  const frame = momentFrame(result);
  const arm = result.arms.at(-1)!;
  const wordsAt = (tick: number) => momentWords(momentOf(arm, tick, frame)!);

  test('in words, before and in the trouble', () => {
    expect(wordsAt(3)).toEqual([
      expect.stringMatching(/^checkout: \d+ of 150 busy, 0 in the queue\.$/),
      expect.stringMatching(/^stripe: \d+ of 60 busy, 0 in the queue\.$/),
      'adyen: 0 of 60 busy, 0 in the queue.',
      expect.stringMatching(/failover, 1st.* 0 failed, 0 blocked; breaker closed\.$/),
      'checkout to adyen (failover, 2nd): 0 calls, 0 failed, 0 blocked; breaker closed.',
    ]);
    expect(wordsAt(9)).toEqual(
      expect.arrayContaining([
        'stripe: 0 of 60 busy, 0 in the queue, outage: hang.',
        expect.stringMatching(/^checkout to stripe .*; breaker (?:open|half-open)\.$/),
      ]),
    );
  });

  test('a service that an arm does not call is said to be called by nobody', () => {
    const words = momentWords(momentOf(result.arms[0]!, 0, frame)!);
    expect(words[2]).toBe('adyen: nobody calls it, 0 of 60 busy, 0 in the queue.');
  });

  test('the worst tick is the one in which most orders were lost', () => {
    const lostIn = (tick: number) =>
      result.arms.reduce((sum, { ticks }) => {
        const { failed, blocked, rejected } = ticks![tick]!.orders;
        return sum + failed + blocked + rejected;
      }, 0);
    const losses = arm.ticks!.map((_, tick) => lostIn(tick));
    expect(losses[worstTick(result.arms).index]).toBe(Math.max(...losses));
  });
});

test('a service is shown with the places that its script leaves it', () => {
  const scenario = shipped('two-providers', [
    'services.stripe.script=[{ at: 1m, for: 1m, capacity: 20 }]',
    'services.stripe.instances=3',
  ]);
  const result = compared(scenario);
  const shown = moments(result).filter(({ arm }) => arm === result.arms[0]);
  const places = shown.map(({ moment }) => moment.services.get('stripe')!.places);
  expect(places).toEqual(
    result.arms[0]!.ticks!.map((_, tick) => (tick >= 6 && tick < 12 ? 60 : 180)),
  );
});
