import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shrink } from '../../../../src/experiment/study/chaos/shrink.ts';
import type { Disturbance, Entry, Surge } from '../../../../src/scenario/chaos/disturbance.ts';

const AROUND = {
  failureRate: 0.01,
  networkMs: 0,
  instances: 1,
  wayMs: 0,
  nodes: 0,
  stepMs: 1000,
};

/** Shrinks by a rule that says of any incident whether it shows; how many were asked for, too. */
function shrunk(
  whole: readonly Disturbance[],
  shows: (incident: readonly Disturbance[]) => boolean,
) {
  const asked: string[] = [];
  const steps = shrink(whole, () => AROUND);
  let step = steps.next();
  while (step.done !== true) {
    asked.push(JSON.stringify(step.value));
    step = steps.next(shows(step.value));
  }
  return { result: step.value, asked };
}

const entry = (at: number, lasting: number, ...changes: Entry['changes']): Entry => ({
  what: 'entry',
  at: at * 1000,
  for: lasting * 1000,
  changes,
});
const surge = (at: number, lasting: number, factor: number): Surge => ({
  what: 'surge',
  at: at * 1000,
  for: lasting * 1000,
  factor,
});

/** Ten entries, each of two changes. */
const TEN = Array.from({ length: 10 }, (_, index) =>
  entry(
    60 + 20 * index,
    16,
    { what: 'failureRate', to: 0.61 },
    { what: 'latency', factor: 4, ramp: false },
  ),
);

/** Whether an incident fails at least `rate` of the calls at an instant (s). */
const failsAt =
  (second: number, rate: number) =>
  (incident: readonly Disturbance[]): boolean =>
    incident.some(
      (one) =>
        one.at <= second * 1000 &&
        second * 1000 < one.at + one.for &&
        one.what === 'entry' &&
        one.changes.some((change) => change.what === 'failureRate' && change.to >= rate),
    );

describe('a planted culprit among ten entries is found', () => {
  it.each(TEN.map((one, index) => [index, one] as const))('entry %i', (_, culprit) => {
    const second = culprit.at / 1000 + 7;
    const { result } = shrunk(TEN, failsAt(second, 0.3));
    // A second of it is enough, and three tenths failing; the latency had no part in it.
    expect(result).toEqual([
      { what: 'entry', at: second * 1000, for: 1000, changes: [{ what: 'failureRate', to: 0.31 }] },
    ]);
  });

  it('two that only hurt together stay, and nothing else', () => {
    const [second, eighth] = [failsAt(85, 0.5), failsAt(205, 0.5)];
    const { result } = shrunk(TEN, (incident) => second(incident) && eighth(incident));
    expect(result.map(({ at, for: lasting }) => [at / 1000, lasting / 1000])).toEqual([
      [85, 1],
      [205, 1],
    ]);
  });

  it('a surge is calmed, a hang becomes a refusal, unless it has to be a hang', () => {
    const incident = [surge(60, 30, 4), entry(60, 30, { what: 'outage', how: 'hang' })];
    const rush = shrunk(incident, (one) =>
      one.some((part) => part.what === 'surge' && part.factor >= 2),
    );
    expect(rush.result).toEqual([{ what: 'surge', at: 60_000, for: 1000, factor: 2 }]);
    const down = shrunk(incident, (one) => one.some((part) => part.what === 'entry'));
    expect(down.result).toMatchObject([{ changes: [{ how: 'refuse' }], for: 1000 }]);
    const hangs = shrunk(incident, (one) => JSON.stringify(one).includes('"hang"'));
    expect(hangs.result).toMatchObject([{ changes: [{ how: 'hang' }], for: 1000 }]);
  });

  it('where nothing has to happen at all, nothing is left', () => {
    expect(shrunk(TEN, () => true).result).toEqual([]);
  });

  it('where all of it is needed, all of it stays', () => {
    const whole = JSON.stringify(TEN);
    expect(shrunk(TEN, (one) => JSON.stringify(one) === whole).result).toEqual(TEN);
  });
});

describe('of any incident, by any rule', () => {
  const parts = fc.oneof(
    fc
      .tuple(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 5, max: 100 }),
      )
      .map(([at, lasting, percent]) =>
        entry(
          at,
          lasting,
          { what: 'failureRate', to: percent / 100 },
          { what: 'latency', factor: 3, ramp: true },
        ),
      ),
    fc
      .tuple(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 15, max: 50 }),
      )
      .map(([at, lasting, tenths]) => surge(at, lasting, tenths / 10)),
  );
  const incidents = fc.array(parts, { minLength: 1, maxLength: 10 });
  /** Seconds of trouble, weighed by how bad: more of an incident is always worse. */
  const weight = (incident: readonly Disturbance[]): number =>
    incident.reduce((sum, one) => {
      const size =
        one.what === 'surge'
          ? one.factor - 1
          : one.changes.reduce(
              (all, change) => all + (change.what === 'failureRate' ? change.to : 0.1),
              0,
            );
      return sum + (one.for / 1000) * size;
    }, 0);

  it('what is left still shows, no part of it can be spared, and nothing was asked twice', () => {
    fc.assert(
      fc.property(incidents, fc.double({ min: 0.05, max: 1, noNaN: true }), (whole, share) => {
        const shows = (incident: readonly Disturbance[]): boolean =>
          weight(incident) >= share * weight(whole);
        const { result, asked } = shrunk(whole, shows);
        expect(shows(result)).toBe(true);
        expect(weight(result)).toBeLessThanOrEqual(weight(whole));
        for (const spared of result.keys()) {
          expect(shows(result.filter((_, index) => index !== spared))).toBe(false);
        }
        expect(new Set(asked).size).toBe(asked.length);
        expect(shrunk(whole, shows)).toEqual({ result, asked });
      }),
    );
  });

  it('a rule without sense does not keep it from ending', () => {
    fc.assert(
      fc.property(
        incidents,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }),
        (whole, answers) => {
          let turn = 0;
          const { asked } = shrunk(whole, () => answers[turn++ % answers.length]!);
          expect(asked.length).toBeLessThan(2000);
        },
      ),
    );
  });
});

describe('of a service of many instances', () => {
  const around = { ...AROUND, instances: 40 };
  const struck = (on: Entry['on']): Entry => ({
    ...entry(60, 16, { what: 'outage', how: 'refuse' }),
    ...(on !== undefined && { on }),
  });
  const share = ([one]: readonly Disturbance[]): number => {
    if (one?.what !== 'entry' || one.on === undefined || 'from' in one.on) return 0;
    return one.on.instances ?? 1;
  };
  const confined = (on: Entry['on'], least: number): readonly Disturbance[] => {
    const steps = shrink([struck(on)], () => around);
    let step = steps.next();
    while (step.done !== true) step = steps.next(share(step.value) >= least);
    return step.value;
  };

  it.each<[string, Entry['on'], number, Entry['on']]>([
    ['all of it', { service: 'pay' }, 0.3, { service: 'pay', instances: 0.3 }],
    ['half', { service: 'pay', instances: 0.5 }, 0.3, { service: 'pay', instances: 0.3 }],
    ['all, and no fewer do', { service: 'pay' }, 1, { service: 'pay' }],
    ['a region', { service: 'pay', region: 'eu' }, 1, { service: 'pay', region: 'eu' }],
  ])('no more are struck than it takes: %s', (_, on, least, left) => {
    expect(confined(on, least)).toMatchObject([{ on: left }]);
  });
});
