import { describe, expect, test } from 'vitest';
import { runApart } from '../../src/experiment/apart.ts';
import { armsOf } from '../../src/experiment/arms.ts';
import { armKey } from '../../src/lab/arm-key.ts';
import { knobsOf } from '../../src/lab/knobs/knobs.ts';
import { stopsOf } from '../../src/lab/knobs/stops.ts';
import { rewritten, writingsOf } from '../../src/lab/knobs/turn.ts';
import { openMaterial } from '../../src/lab/material.ts';
import { Pace } from '../../src/lab/pace.ts';
import { thinnedText, thinningOf } from '../../src/lab/thinned.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { toEnd } from '../experiment/runs.ts';
import { settingsOf, shipped } from './bench.ts';

const open = (text: string) => openMaterial({ name: 'any.yaml', text, files: {} }, []);

/** A scenario's text after each turn of one of its knobs. */
function turns(text: string) {
  const settings = settingsOf({ name: 'any.yaml', text, files: {} });
  return knobsOf(settings).map((knob) => {
    const stops = stopsOf(knob, knob.value, open(text).duration)(knob);
    const next = stops[stops.indexOf(knob.value) + 1] ?? stops[0]!;
    return { knob: knob.id, text: rewritten(text, writingsOf(knob, next, settings)) };
  });
}

/** What comes of an arm in a coarse run. */
function coarsely(text: string, place: number): string {
  const scenario = open(thinnedText(settingsOf({ name: 'any.yaml', text, files: {} }), 200));
  const { result, fates } = toEnd(runApart(scenario, armsOf(scenario)[place]!));
  return JSON.stringify([result, ...fates.outcomes]);
}

const keysOf = (text: string) => {
  const scenario = open(text);
  return armsOf(scenario).map((plan) => armKey(scenario, plan));
};

/** The arms that a turn leaves as they were, by what their keys say. */
function keptOf(name: string) {
  const { text } = shipped(name);
  const before = keysOf(text);
  return turns(text).flatMap((turn) =>
    keysOf(turn.text).flatMap((key, place) => (key === before[place] ? [{ ...turn, place }] : [])),
  );
}

describe('an arm whose key is as it was', () => {
  test.each(['black-friday', 'throttling-vs-breaker', 'two-providers'])(
    '%s: it comes to the same, whatever was turned',
    (name) => {
      const kept = keptOf(name);
      expect(kept).not.toEqual([]);
      for (const { knob, text, place } of kept) {
        expect([knob, coarsely(text, place)]).toEqual([knob, coarsely(shipped(name).text, place)]);
      }
    },
  );

  test('the arm without breaker knows nothing of the breaker, and all else concerns both', () => {
    expect(keptOf('black-friday').map(({ knob, place }) => `${knob}, arm ${place}`)).toEqual(
      ['trip.rate', 'trip.minimumCalls', 'open.duration', 'probe.permits', 'probe.successes'].map(
        (setting) => `orderService.pipeline[1].breaker.${setting}, arm 0`,
      ),
    );
  });
});

describe('how coarse a run is', () => {
  const flagship: Scenario = open(shipped('black-friday').text);
  const arms = ['without breaker', 'with breaker'];

  test.each([
    [2, [], 25],
    [
      2,
      [
        ['without breaker', 600],
        ['with breaker', 300],
      ],
      20,
    ],
    [
      1,
      [
        ['without breaker', 300],
        ['with breaker', 150],
      ],
      15,
    ],
    [
      2,
      [
        ['without breaker', 50],
        ['with breaker', 25],
      ],
      1,
    ],
  ] as const)('%i cores, the arms in %j ms: one order in %i', (cores, took, thinning) => {
    const pace = new Pace();
    for (const [arm, ms] of took) pace.learn(arm, 435_000, ms);
    expect(thinningOf(flagship, pace.expect(flagship, arms, cores))).toBe(thinning);
  });

  test('a run so short that nothing can be told of it leaves the pace as it was', () => {
    const pace = new Pace();
    pace.learn('with breaker', 1_000, 0);
    expect(pace.expect(flagship, arms, 2)).toBeCloseTo(870, 0);
  });
});
